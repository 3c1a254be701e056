"""A selection of facilities, as the address of a list, an export or an API call writes it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from facilities.filters import BY_NAME, FILTERS, Choice
from facilities.models import Facility
from facilities.querysets import FacilityQuerySet
from geo.filters import conditions, refused
from geo.layers import Viewer

LONGEST_TEXT = 200
_ANYBODY = Viewer()

_OLDER = {"province": "area"}
"""Parameters of links that were given out before."""


@dataclass(frozen=True)
class Selection:
    """What is asked for. Empty means everything. `find` are words or numbers, `choices` the values of the filters."""

    find: str = ""
    choices: tuple[Choice, ...] = ()
    viewer: Viewer = _ANYBODY
    """Who asks: what they may not know of is in no selection of theirs."""

    @classmethod
    def parse(cls, query: QueryDict, viewer: Viewer, *, find: str = "find") -> Self:
        """From the words and the parameters of `filters.FILTERS`; others are not looked at. `find` names the words'.

        Empty values are as if they were not there. Raises `BadInput` naming parameter, value and rule.
        """
        text = query.get(find, "").strip()
        if len(text) > LONGEST_TEXT:
            raise refused(find, text, _("holds at most %(most)d characters") % {"most": LONGEST_TEXT})
        return cls(text, tuple(_choices(query)), viewer)

    def queryset(self) -> FacilityQuerySet:
        """All facilities of the selection, in no order."""
        return self.filtered().matching(self.find) if self.find else self.filtered()

    def filtered(self) -> FacilityQuerySet:
        """What the filters leave, whatever the words: to be searched, which ranks the best."""
        chosen: FacilityQuerySet = Facility.objects.seen_by(self.viewer)
        for condition in conditions(self.choices):
            chosen = chosen.filter(condition)
        return chosen

    def address(self, **further: object) -> str:
        """The query string, with `?`, that restores it; without the empty ones of `further`, and empty with nothing."""
        held = [("find", self.find), *((choice.filter, choice.value) for choice in self.choices)]
        query = urlencode([(name, value) for name, value in (*held, *further.items()) if value])
        return f"?{query}" if query else ""

    def without(self, choice: Choice) -> Self:
        """The same, less one value."""
        return replace(self, choices=tuple(held for held in self.choices if held != choice))

    def values(self, name: str) -> tuple[str, ...]:
        """The values held of one filter, as the address writes them."""
        return tuple(choice.value for choice in self.choices if choice.filter == name)

    @property
    def all(self) -> bool:
        """Whether it leaves nothing out."""
        return not self.find and not self.choices


def refuse_unknown(query: QueryDict, *known: Iterable[str]) -> None:
    """For machine paths. Raises `BadInput` naming the first parameter that is neither a filter nor a `known` one."""
    names = {*BY_NAME, *(name for group in known for name in group)}
    for name in query:
        if name not in names:
            raise refused(name, query[name], _("is no parameter of this address"), allowed=sorted(names))


def _choices(query: QueryDict) -> Iterable[Choice]:
    for filter_ in FILTERS:
        spellings = (filter_.name, *(old for old, new in _OLDER.items() if new == filter_.name))
        yield from filter_.choices([value for name in spellings for value in query.getlist(name)])
