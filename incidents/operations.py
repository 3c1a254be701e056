"""Filing a report and reading its contact, each in one transaction; the steps of its life are in `incidents.life`."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from geo import versions
from geo.changes import Actor
from geo.errors import Conflict
from incidents import intake
from incidents.attribution import Assessment, assess
from incidents.draft import ReportDraft
from incidents.life import change_state, close, refuse, reopen, resolve, transfer
from incidents.models import Report, Subscription, Urgency
from incidents.notices import Event, tell
from incidents.photos import attach
from incidents.readings import read_reporter
from incidents.states import State
from incidents.steps import LAYER
from incidents.tracking import Choose, new_code

__all__ = [
    "Filed",
    "change_state",
    "close",
    "file_and_assess",
    "file_report",
    "read_contact",
    "refuse",
    "reopen",
    "resolve",
    "transfer",
]

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Filed:
    """A report with what was said about it."""

    report: Report
    assessment: Assessment


Keep = Callable[[Filed], intake.Columns]
"""What is to be stored besides, see store.sql: the answer. The report has no key yet."""


def file_report(draft: ReportDraft, *, actor: Actor, now: datetime, tracking_code: str | None = None) -> Report:
    """Attribute and store a report; see `file_and_assess`."""
    return file_and_assess(draft, actor=actor, now=now, tracking_code=tracking_code).report


def file_and_assess(
    draft: ReportDraft,
    *,
    actor: Actor,
    now: datetime,
    tracking_code: str | None = None,
    choose: Choose = secrets.choice,
    keep: Keep | None = None,
) -> Filed:
    """Store a report with its areas, candidates, competence, first step and audit record, or nothing of it.

    Raises `OutsideThailand` for a place we do not serve, `Conflict` for a given tracking code that is taken.
    """
    assessment = _assessed(draft, now)
    for code in _codes(tracking_code, choose):
        drawn_up = intake.draw_up(draft, assessment, code=code, actor=actor, now=now)
        filed = Filed(drawn_up.report, assessment)
        if keep is not None:
            drawn_up.rows.update(keep(filed))
        try:
            _store(drawn_up, draft, now)
        except IntegrityError as error:
            if not intake.is_taken_code(error):
                raise
        else:
            return filed
    raise Conflict("This tracking code is taken", field="tracking_code", value=tracking_code)


def _assessed(draft: ReportDraft, now: datetime) -> Assessment:
    return assess(
        draft.place,
        on=timezone.localdate(draft.received_at or now),
        category=draft.category.code,
        emergency=draft.category.urgency == Urgency.EMERGENCY,
        accuracy_m=draft.accuracy_m if draft.error_radius_m is None else draft.error_radius_m,
        description=draft.description,
        at=draft.received_at or now,
    )


def _store(drawn_up: intake.DrawnUp, draft: ReportDraft, now: datetime) -> None:
    """Everything or nothing, with its pictures and the notices of it."""
    told = draft.begins is State.RECEIVED and Subscription.objects.anybody()
    # A single statement is whole by itself: nearly every report saves the trips to begin and to commit.
    alone = not draft.photos and not told and not connection.in_atomic_block
    with nullcontext() if alone else transaction.atomic():
        intake.store(drawn_up)
        if told:
            tell(drawn_up.report, Event.FILED, 1, now=now)
        if draft.photos:
            attach(drawn_up.report, draft.photos)
        versions.bump(LAYER)


def read_contact(report: Report, *, actor: Actor, reason: str = "") -> str:
    """The reporter's contact; the reading is recorded. See `incidents.readings`."""
    return read_reporter(report, actor=actor, reason=reason).contact


def _codes(given: str | None, choose: Choose) -> Iterator[str]:
    if given is not None:
        yield given
        return
    for _try in range(_TRIES):
        yield new_code(choose)
