"""What a layer may be narrowed by: each filter reads a parameter of an address into what the database is asked.

Tiles, counts, lists, exports and the pages of a layer all read the same filters, so that one question has one meaning.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from geo.errors import BadInput

MOST_VALUES = 40
"""Of one filter."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one filter: as the address writes it, as a person reads it, as the database is asked."""

    filter: str
    value: str
    title: Any
    condition: Q


@dataclass(frozen=True, slots=True)
class Filter:
    """A parameter of the address. `read` raises `BadInput` naming the parameter, the value and the rule.

    Several values of one filter mean any of them; values of different filters must all hold.
    """

    name: str
    title: Any
    read: Callable[[str], Choice]
    options: Callable[[], Iterable[tuple[str, Any]]] = tuple
    """Values with titles that a page offers; none where people type."""
    permission: str = ""
    """A viewer without it is not told of the filter, and may not use it: what is withheld cannot be guessed at."""
    whole: bool = False
    """A comma belongs to the value. Other filters take several values between commas as well as repeated."""

    def choices(self, written: Sequence[str]) -> Iterator[Choice]:
        """What the address says of this filter, each value once; empty ones are as if they were not there."""
        parts = written if self.whole else [part for text in written for part in text.split(",")]
        wanted = list(dict.fromkeys(filter(None, (part.strip() for part in parts))))
        if len(wanted) > MOST_VALUES:
            raise refused(self.name, len(wanted), _("takes at most %(most)d values") % {"most": MOST_VALUES})
        yield from (self.read(value) for value in wanted)


def named(name: str, titles: Iterable[tuple[str, Any]], condition: Callable[[str], Q]) -> Callable[[str], Choice]:
    """Reads one of a fixed set of values."""
    known = dict(titles)

    def read(value: str) -> Choice:
        if value not in known:
            raise refused(name, value, _("must be one of: %(values)s") % {"values": ", ".join(known)}, allowed=[*known])
        return Choice(name, value, known[value], condition(value))

    return read


def conditions(choices: Iterable[Choice]) -> list[Q]:
    """One per filter, in the order given: any of its values."""
    held: dict[str, list[Q]] = {}
    for choice in choices:
        held.setdefault(choice.filter, []).append(choice.condition)
    return [reduce(or_, some) for some in held.values()]


def refused(name: str, value: object, rule: str, **fields: object) -> BadInput:
    """What is said of a value that breaks the rule of its parameter."""
    return BadInput(f"{name}: {rule}", field=name, value=value, **fields)
