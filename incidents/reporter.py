"""The reporter's answer to the question whether it is solved: by tracking code, once per resolution, within a time."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import Conflict
from geo.thai import tidy_lines
from incidents.life import Wanted, carry, close, take
from incidents.models import Report, ReporterSays, StateChange, StepKind
from incidents.resolution import answer_until
from incidents.states import State
from incidents.steps import add_step, locked

PUBLIC = Actor("public")
LONGEST_WORDS = 1_000
_ANSWERABLE = (State.RESOLVED, State.CLOSED)


def may_answer(report: Report, now: datetime) -> datetime | None:
    """Until when the reporter may say yes or no; None where nothing is asked (any more)."""
    if State(report.state) not in _ANSWERABLE or report.reporter_says:
        return None
    until = answer_until(report)
    return until if until is not None and now <= until else None


@transaction.atomic
def reporter_answers(report: Report, says: ReporterSays, *, words: str, now: datetime) -> StateChange:
    """Yes closes the case, no reopens it. Raises `Conflict` where no answer is waited for, or one was given already."""
    stored = locked(report)
    if may_answer(stored, now) is None:
        raise Conflict(_("No answer is waited for on this case"), field="says", value=says.value, state=stored.state)
    said = tidy_lines(words)[:LONGEST_WORDS]
    stored.reporter_says = says.value
    step = _take(stored, says, said, now)
    record(PUBLIC, "report.reporter_answered", stored, after={"says": says.value})
    carry(stored, report)
    return step


def _take(stored: Report, says: ReporterSays, words: str, now: datetime) -> StateChange:
    data = {"says": says.value}
    to_state = State.CLOSED if says is ReporterSays.YES else State.REOPENED
    if stored.state == to_state:
        stored.save(update_fields=["reporter_says"])
        return add_step(stored, StepKind.REPORTER, actor=PUBLIC, now=now, reason=words, data=data)
    return take(Wanted(stored, to_state, now), StepKind.REPORTER, actor=PUBLIC, reason=words, data=data)


def close_unanswered(now: datetime, *, actor: Actor) -> int:
    """Close every resolved case whose reporter did not answer in time; how many."""
    closed = 0
    for report in Report.objects.filter(state=State.RESOLVED.value).order_by("pk"):
        until = answer_until(report)
        # Somebody may reopen it at this very moment; the others are closed all the same.
        if until is not None and now > until:
            with suppress(Conflict):
                close(report, actor=actor, reason=_("The reporter did not answer in time"), now=now)
                closed += 1
    return closed
