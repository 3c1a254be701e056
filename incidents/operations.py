"""Everything that changes a report: filing, steps of its life, reading the contact. Each in one transaction."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from geo import versions
from geo.changes import Actor, record
from geo.errors import BadInput, Conflict, NotFound
from geo.models import Office
from geo.thai import tidy_lines
from incidents import intake
from incidents.attribution import Assessment, assess
from incidents.draft import ReportDraft
from incidents.models import Report, ReporterContact, StateChange, StepKind, Urgency
from incidents.states import State, check_step
from incidents.steps import LAYER, add_step, locked
from incidents.tracking import Choose, new_code

_TRIES = 5
_SHORTEST_REASON = 3


@dataclass(frozen=True, slots=True)
class Filed:
    """A stored report with what was said about it."""

    report: Report
    assessment: Assessment


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
) -> Filed:
    """Store a report with its areas, candidates, competence, first step and audit record, or nothing of it.

    Raises `OutsideThailand` for a place we do not serve, `Conflict` for a given tracking code that is taken.
    """
    assessment = assess(
        draft.place,
        on=timezone.localdate(now),
        category=draft.category.code,
        emergency=draft.category.urgency == Urgency.EMERGENCY,
        accuracy_m=draft.accuracy_m,
    )
    for code in _codes(tracking_code, choose):
        try:
            with transaction.atomic():
                report = intake.store(draft, assessment, code=code, actor=actor, now=now)
                versions.bump(LAYER)
                return Filed(report, assessment)
        except IntegrityError as error:
            if not intake.is_taken_code(error):
                raise
    raise Conflict("This tracking code is taken", field="tracking_code", value=tracking_code)


@transaction.atomic
def change_state(
    report: Report, to_state: State, *, actor: Actor, reason: str, now: datetime, to_office: str | None = None
) -> StateChange:
    """One step of the report's life. A transfer names the receiving office, which has the report from then on.

    Raises `Conflict` for a step the table of `incidents.states` does not hold, judged by the stored state and not
    by the one the caller saw; `BadInput` without a reason, or for a transfer to nobody or to the present office.
    """
    reason = _stated(reason)
    stored = locked(report)
    before = {"state": stored.state, "handled_by": stored.handled_by_id}
    check_step(State(stored.state), to_state)
    receiver = _receiver(stored, to_state, to_office)
    step = add_step(stored, StepKind.STATE, actor=actor, now=now, reason=reason, to_state=to_state, to_office=receiver)
    after = {"state": stored.state, "handled_by": stored.handled_by_id}
    record(actor, "report.state_changed", stored, reason=reason, before=before, after=after)
    report.state, report.handled_by = stored.state, stored.handled_by
    return step


@transaction.atomic
def read_contact(report: Report, *, actor: Actor, reason: str = "") -> str:
    """The reporter's contact; the reading is recorded. Raises `NotFound` where none was left."""
    found = ReporterContact.objects.filter(report=report).first()
    if found is None:
        raise NotFound(_("The reporter left no contact"))
    record(actor, "report.contact_read", report, reason=reason)
    return found.contact


def _codes(given: str | None, choose: Choose) -> Iterator[str]:
    if given is not None:
        yield given
        return
    for _try in range(_TRIES):
        yield new_code(choose)


def _stated(reason: str) -> str:
    text = tidy_lines(reason)
    if len(text) < _SHORTEST_REASON:
        raise BadInput(_("Every step needs a reason of at least 3 characters"), field="reason", value=reason)
    return text


def _receiver(report: Report, to_state: State, to_office: str | None) -> Office | None:
    """Only a transfer has one, and a transfer always has one."""
    if to_state is not State.TRANSFERRED:
        return None
    office = Office.objects.filter(code=to_office or "").first()
    if office is None or office.code == report.handled_by_id:
        raise BadInput(_("A transfer names another body that receives it"), field="to_office", value=to_office)
    return office
