"""What is due next on a case, how long that is, and who is warned of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from incidents.deadlines import rules
from incidents.models import Report, Stage
from incidents.states import OPEN, State

WAITING = frozenset({State.RECEIVED, State.TRIAGED, State.ASSIGNED, State.TRANSFERRED, State.REOPENED})
"""States in which somebody has to accept the case first."""

_FARTHEST_WARNING = timedelta(days=30)

_ACCEPTING = Q(state__in=WAITING, accept_by__isnull=False)
_NOT_TOLD = (
    Q(warned_at=None)
    | _ACCEPTING & Q(warned_at__lte=F("accept_by"))
    | (~Q(state__in=WAITING) | Q(accept_by=None)) & Q(warned_at__lte=F("finish_by"))
)
"""Not told yet that the limit that runs is over; years of those that were told of are not looked at every time."""


@dataclass(frozen=True, slots=True)
class Due:
    """One limit of a case at one moment. `working_days` are those after today up to it; negative once it is over.

    `today`: it is or was due on the very day.
    """

    stage: Stage
    at: datetime
    overdue: bool
    today: bool
    working_days: int


def due_of(report: Report, now: datetime) -> Due | None:
    """The limit that runs: to accept while nobody has, then to resolve; None for a case that is over or has none."""
    limit = _limit(report)
    if limit is None:
        return None
    stage, at = limit
    today, day = timezone.localdate(now), timezone.localdate(at)
    return Due(stage, at, now > at, today == day, rules().calendar.working_days(today, day))


def _limit(report: Report) -> tuple[Stage, datetime] | None:
    """The stage that runs and when its time is over."""
    state = State(report.state)
    if state not in OPEN:
        return None
    if state in WAITING and report.accept_by is not None:
        return Stage.ACCEPT, report.accept_by
    return (Stage.FINISH, report.finish_by) if report.finish_by is not None else None


def overdue_at(now: datetime | Now) -> Q:
    """Cases past the limit that runs, as a condition; the same as `due_of(...).overdue`."""
    accepting = Q(state__in=WAITING)
    late = Q(accept_by__lt=now) | Q(accept_by__isnull=True, finish_by__lt=now)
    return (accepting & late) | (Q(state__in=OPEN) & ~accepting & Q(finish_by__lt=now))


def due_at(since: datetime | Now, until: datetime) -> Q:
    """Open cases whose limit that runs ends between two moments, as a condition: not over at the first."""
    accepting, span = Q(state__in=WAITING), (since, until)
    near = Q(accept_by__range=span) | Q(accept_by__isnull=True, finish_by__range=span)
    return (accepting & near) | (Q(state__in=OPEN) & ~accepting & Q(finish_by__range=span))


def warnings_due(now: datetime) -> list[tuple[Report, str]]:
    """Open cases of which somebody must be told now, each with `warning` or `overdue`; none that was told already."""
    soon = now + _FARTHEST_WARNING
    near = Report.objects.open().filter(Q(accept_by__lte=soon) | Q(finish_by__lte=soon)).filter(_NOT_TOLD)
    found = (
        (report, _event(report, now))
        for report in near.select_related("category").order_by("pk").iterator(chunk_size=2_000)
    )
    return [(report, event) for report, event in found if event]


def _event(report: Report, now: datetime) -> str:
    limit, told = _limit(report), report.warned_at
    if limit is None:
        return ""
    stage, at = limit
    if now > at:
        return "overdue" if told is None or told <= at else ""
    warn_at = rules().warn_at(report.category, stage, at)
    return "warning" if told is None and now >= warn_at else ""
