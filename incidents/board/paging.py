"""One page of the board, and how many there are in each state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from geo.layers import Viewer
from incidents.board.filters import Filters
from incidents.board.ordering import after, key_of, ordered
from incidents.board.selecting import of_any_state, of_state
from incidents.models import Report
from incidents.querysets.reports import ReportQuerySet
from incidents.standing import NOT_ACCEPTED, OPEN, OVERDUE, SOON, WAITING
from incidents.states import OPEN as OPEN_STATES
from incidents.states import OVER, State

PAGE = 50
COUNTED = 20_000
"""More are not counted: a number beyond it is an estimate to people, and costs them the wait."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order asked, and the key of the last one where more follow."""

    reports: list[Report]
    next_key: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are in a state, or in what stands for one; `more` where counting stopped."""

    state: str
    count: int
    more: bool


def selected(filters: Filters, viewer: Viewer, *, now: datetime, office: str = "") -> ReportQuerySet:
    """All rows, in the order asked, from the page's beginning on."""
    found = of_state(of_any_state(filters, viewer, office), filters.state, now)
    found = ordered(found, filters.sort)
    return after(found, filters.sort, filters.after) if filters.after else found


def page(filters: Filters, viewer: Viewer, *, now: datetime, office: str = "") -> Page:
    """One page of what the viewer may see. `office` is where the user works."""
    rows = list(selected(filters, viewer, now=now, office=office).for_board()[: PAGE + 1])
    shown = rows[:PAGE]
    return Page(shown, key_of(shown[-1], filters.sort) if len(rows) > PAGE else "")


def counts(filters: Filters, viewer: Viewer, *, now: datetime, office: str = "") -> dict[str, Counted]:
    """Of every state under the other filters, and of what stands for several: four statements."""
    found = of_any_state(filters, viewer, office)
    known = {one.state: one for some in (OPEN_STATES, OVER) for one in _by_state(found, tuple(some))}
    sums = {OPEN: OPEN_STATES, WAITING: NOT_ACCEPTED, "": tuple(State)}
    for name, states in sums.items():
        some = [known[state] for state in states if state in known]
        known[name] = Counted(name, sum(one.count for one in some), any(one.more for one in some))
    for name in (OVERDUE, SOON):
        count = of_state(found, name, now).order_by()[: COUNTED + 1].count()
        known[name] = Counted(name, min(count, COUNTED), count > COUNTED)
    return known


def _by_state(found: ReportQuerySet, states: tuple[State, ...]) -> Iterator[Counted]:
    """Rows are looked at up to a limit, so that the counts of a million closed cases cost no more than the page."""
    some = found.filter(state__in=states).order_by().values("pk")[: COUNTED + 1]
    rows = Report.objects.filter(pk__in=some).order_by().values_list("state").annotate(Count("pk"))
    counted = dict(rows)
    more = sum(counted.values()) > COUNTED
    return (Counted(state, count, more) for state, count in counted.items())
