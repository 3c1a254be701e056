"""How cases stand, in the words of addresses: the board, the map and the dashboard ask by the same ones."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from incidents.due import WAITING as DUE_TO_ACCEPT
from incidents.due import due_at, overdue_at
from incidents.models import Likely, Verdict
from incidents.states import OPEN as OPEN_STATES

OPEN = "open"
"""In place of a state: every state in which somebody has to act."""

WAITING = "waiting"
"""Nobody has accepted it yet."""

OVERDUE = "overdue"
"""Its deadline is over: not accepted in time, or not resolved in time."""

SOON = "soon"
"""Its deadline is over within seven days, and not yet."""

NOT_ACCEPTED = tuple(state for state in OPEN_STATES if state in DUE_TO_ACCEPT)

SOON_IS = timedelta(days=7)


def standing(state: str, now: datetime | Now) -> Q:
    """Cases in a state, or in what stands in place of one. `SOON` takes a moment that stands still."""
    if state == OPEN:
        return Q(state__in=OPEN_STATES)
    if state == WAITING:
        return Q(state__in=NOT_ACCEPTED)
    if state == OVERDUE:
        return overdue_at(now)
    return soon(now) if state == SOON and isinstance(now, datetime) else Q(state=state)


def soon(now: datetime) -> Q:
    """Cases that `SOON` stands for."""
    return due_at(now, now + SOON_IS)


def unlicensed() -> Q:
    """An officer says so, or, while no officer has said anything, the list puts it first."""
    first = Likely.objects.filter(attribution=OuterRef("pk"), rank=1, facility__isnull=True)
    presumed = Q(Exists(first)) & Q(attribution__verdict="")
    return Q(attribution__verdict=Verdict.UNLICENSED) | presumed
