"""What an address asks of a layer: which features, of which time, drawn how. Parsed once, canonical, hashable.

`?kind=factory,mine&near=101.5,13.5,1000&from=2026-03-01&to=2026-03-31&as_of=2026-03-31&as=hexagons`. Every address of
the map (tiles, counts, days, lists, areas) reads the same question with the same words, and every one refuses what it
does not know: a wrong letter must not show everything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.days import end_of, start_of
from geo.filters import Choice, conditions, refused
from geo.layers import Layer, Viewer

Form = Literal["points", "hexagons", "heat"]
FORMS: tuple[Form, ...] = ("points", "hexagons", "heat")
"""As themselves, aggregated far out; counted in hexagons; counted on a fine grid."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200

Pairs = Iterable[tuple[str, str]]
"""The parameters of an address, in order, repeated ones repeated."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two questions are equal exactly when they mean the same: values are canonical and in one order.

    `choices` are filters with the values they hold. `began` and `ended` are days in Thailand, both included. `as_of`
    is a day that is over; None is now.
    """

    form: Form = "points"
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    began: date | None = None
    ended: date | None = None
    as_of: date | None = None
    held: tuple[Choice, ...] = field(default=(), compare=False, repr=False)
    """`choices` as the database is asked."""

    @property
    def everything(self) -> bool:
        """Whether it leaves nothing out and asks of now; the form does not matter."""
        return replace(self, form="points") == EVERYTHING


EVERYTHING = Question()


def parse(layer: Layer, viewer: Viewer, pairs: Pairs, *, also: Sequence[str] = (), on: date | None = None) -> Question:
    """Raises `BadInput` naming the parameter, its value and the rule, also for one that this viewer may not use.

    `also` names parameters that the caller reads. `on` is today in Thailand.
    """
    said = _gathered(pairs)
    known = {*parameters(layer, viewer), *also}
    for name, values in said.items():
        if name not in known:
            raise refused(name, values[0], _("is no parameter of this address"), allowed=sorted(known))
    held = tuple(_held(layer, viewer, said))
    began, ended = _day("from", said), _day("to", said)
    if began and ended and began > ended:
        raise refused("to", ended.isoformat(), _("must not lie before from"))
    return Question(_form(said), _written(held), began, ended, _past(said, on or timezone.localdate()), held)


def narrowed(layer: Layer, viewer: Viewer, zoom: int | None, question: Question) -> "QuerySet[Any, dict[str, Any]]":
    """The layer's rows that the question leaves, as this viewer may see them; of the map's finest zoom without one."""
    found = _rows(layer, viewer, zoom, question).filter(*_times(layer.moment_for(viewer), question))
    for condition in conditions(question.held):
        found = found.filter(condition)
    return found


def pairs(query: QueryDict) -> Pairs:
    """The parameters of an address as Django has read them, repeated ones repeated."""
    return [(name, value) for name, values in query.lists() for value in values]


def _rows(layer: Layer, viewer: Viewer, zoom: int | None, question: Question) -> "QuerySet[Any, dict[str, Any]]":
    if question.as_of is not None and layer.rows_as_of is not None:
        return layer.rows_as_of(viewer, question.as_of)
    return layer.rows(viewer) if zoom is None else layer.rows_for_tile(viewer, zoom)


def _times(moment: str, question: Question) -> Iterator[Q]:
    if question.began:
        yield Q((f"{moment}__gte", start_of(question.began)))
    if question.ended:
        yield Q((f"{moment}__lt", end_of(question.ended)))


def _gathered(pairs: Pairs) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for name, value in pairs:
        said.setdefault(name, []).append(value)
    return said


def parameters(layer: Layer, viewer: Viewer) -> set[str]:
    """The names of those this viewer may use."""
    times = ("from", "to") if layer.moment_for(viewer) else ()
    past = ("as_of",) if layer.has_past(viewer) else ()
    forms = ("as",) if layer.geometry == "point" else ()
    return {*(known.name for known in layer.filters_for(viewer)), *times, *past, *forms}


def _held(layer: Layer, viewer: Viewer, said: dict[str, list[str]]) -> Iterator[Choice]:
    for known in layer.filters_for(viewer):
        yield from known.choices(said.get(known.name, ()))


def _written(held: tuple[Choice, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = sorted({choice.filter for choice in held})
    return tuple((name, tuple(sorted({one.value for one in held if one.filter == name}))) for name in names)


def _form(said: dict[str, list[str]]) -> Form:
    value = _only("as", said) or "points"
    if value not in FORMS:
        raise refused("as", value, _("must be one of: %(values)s") % {"values": ", ".join(FORMS)}, allowed=[*FORMS])
    return value


def _past(said: dict[str, list[str]], today: date) -> date | None:
    """Today is not over: what stands at its end is what stands now. Of days to come nothing is known."""
    day = _day("as_of", said)
    if day is not None and day > today:
        raise refused("as_of", day.isoformat(), _("must not lie after today"))
    return day if day != today else None


def _day(name: str, said: dict[str, list[str]]) -> date | None:
    text = _only(name, said)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    # fromisoformat() also takes 20260312 and week dates, which have other names in caches.
    if day.isoformat() != text or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise refused(name, text, _("must be a day such as 2026-03-12"))
    return day


def _only(name: str, said: dict[str, list[str]]) -> str:
    values = said.get(name, [])
    if len(values) > 1:
        raise refused(name, values[1], _("can be said once only"))
    return values[0] if values else ""
