"""What the board shows, as its address says it: parsed once, written back the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from geo.errors import BadInput
from geo.thai import tidy
from incidents.models import Channel, Urgency
from incidents.standing import OPEN, OVERDUE, SOON, WAITING
from incidents.states import State
from incidents.typed_day import typed_day

MINE = "mine"
"""In place of an office: the one the user works at."""

NEWEST, DUE, URGENCY = "newest", "due", "urgency"
STATES = ("", OPEN, OVERDUE, WAITING, SOON, *(state.value for state in State))

_ALLOWED: dict[str, tuple[str, ...]] = {
    "state": STATES,
    "channel": ("", *Channel.values),
    "urgency": ("", *Urgency.values),
    "sort": (NEWEST, DUE, URGENCY),
    "unlicensed": ("", "1"),
}
_LONGEST = 80
_PLACES = ("bbox", "near", "inside")
_SEVERAL = ("state", "category", "urgency", "channel", "area", "office")
"""Of which the map takes several values, with commas between them."""
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What the board shows; empty is everything. `area` is a DOPA code, `after` the key of the row before the page.

    `began` and `ended` are days in Thailand, both included.
    """

    state: str = ""
    category: str = ""
    area: str = ""
    lead: str = ""
    channel: str = ""
    urgency: str = ""
    unlicensed: str = ""
    episode: int | None = None
    began: date | None = None
    ended: date | None = None
    text: str = ""
    sort: str = NEWEST
    after: str = ""
    more: tuple[tuple[str, str], ...] = ()
    """What only the map asks, by the parameters of its filters: places, and several values of one."""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> "Filters":
        """From the address; the open ones where it names no state. Raises `BadInput` for what no link of ours says.

        The addresses of the map are understood too.
        """
        more = tuple(_of_the_map(query))
        query = {"lead": query.get("office", ""), **query, **{name: "" for name, _value in more}}
        said = {name: tidy(query.get(name, ""))[:_LONGEST] for name in ("category", "lead", "after")}
        return cls(
            **said,
            **{name: _one_of(name, query) for name in _ALLOWED},
            area=_digits(query, "area") or _digits(query, "province"),
            episode=_number(query, "episode"),
            began=typed_day(query, "from"),
            ended=typed_day(query, "to"),
            text=tidy(query.get("text", ""))[:_LONGEST_TEXT],
            more=more,
        )

    def address(self, **changes: Any) -> str:
        """The query that restores this view, or this view with something else in it; never the page, unless asked."""
        return urlencode(list(replace(self, **{"after": "", **changes})._said()))

    def named(self) -> Iterator[tuple[str, Any]]:
        """What is chosen, by the name of the field, for chips: not the state, the order or the page."""
        for known in fields(self):
            value = getattr(self, known.name)
            if value and known.name not in ("state", "sort", "after", "more"):
                yield known.name, value

    def _said(self) -> Iterator[tuple[str, str]]:
        """The state is always said: an address without one means the open ones."""
        if "state" not in dict(self.more):
            yield "state", self.state
        for name, value in self.named():
            yield _IN_ADDRESS.get(name, name), value.isoformat() if isinstance(value, date) else str(value)
        yield from self.more
        if self.sort != NEWEST:
            yield "sort", self.sort
        if self.after:
            yield "after", self.after


_IN_ADDRESS = {"began": "from", "ended": "to"}
_USUAL = {"state": OPEN, "sort": NEWEST}


def _of_the_map(query: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in (*_PLACES, *_SEVERAL):
        value = query.get(name, "").strip()
        if value and (name in _PLACES or "," in value):
            yield name, value


def _one_of(name: str, query: Mapping[str, str]) -> str:
    value = query.get(name, _USUAL.get(name, ""))
    if value not in _ALLOWED[name]:
        rule = f"{name} is one of {', '.join(one for one in _ALLOWED[name] if one)}, or empty for all"
        raise BadInput(rule, field=name, value=value)
    return value


def _digits(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    if value and not (value.isascii() and value.isdigit() and len(value) in (2, 4, 6)):
        raise BadInput(f"{name} is a code of the areas: 2, 4 or 6 digits", field=name, value=value)
    return value


def _number(query: Mapping[str, str], name: str) -> int | None:
    value = query.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise BadInput(f"{name} is a number", field=name, value=value)
    return int(value)
