"""The steps of a case's life, each with what it asks for: a receiver, a ground, a proof. One transaction each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import BadInput, Conflict
from geo.models import Office
from geo.thai import tidy_lines
from incidents.deadlines import limits
from incidents.grounds import Closing, NoVisit, Refusal
from incidents.models import Report, ReporterSays, StateChange, StepKind
from incidents.resolution import answer_until, last_visit
from incidents.states import State, check_step
from incidents.steps import add_step, locked

SHORTEST_REASON = 3
Data = dict[str, Any]
_SAVED = ("accept_by", "finish_by", "warned_at", "reporter_says", "reopened", "duplicate_of")
_CARRIED = ("state", "handled_by", "chain_length", "chain_head", "changed_at", *_SAVED)


@transaction.atomic
def change_state(
    report: Report,
    to_state: State,
    *,
    actor: Actor,
    reason: str,
    now: datetime,
    to_office: str | None = None,
    grounds: str = "",
) -> StateChange:
    """One step of the report's life. A transfer names the receiving office, which has the report from then on.

    `grounds` is from the short lists of `incidents.grounds`: needed to refuse, to resolve without a visit, and to
    close before the reporter's time is over. Raises `Conflict` for a step the table of `incidents.states` does not
    hold, judged by the stored state and not by the one the caller saw; `BadInput` without a reason, for a transfer to
    nobody or to the present office, and where a ground or a proof is missing.
    """
    wanted = Wanted(locked(report), to_state, now, to_office or "", grounds)
    step = take(wanted, StepKind.STATE, actor=actor, reason=stated(reason))
    carry(wanted.stored, report)
    return step


def transfer(report: Report, *, to_office: str, actor: Actor, reason: str, now: datetime) -> StateChange:
    """To another body, which has the case from then on and is waited for until it accepts. Sending back is the same."""
    return change_state(report, State.TRANSFERRED, actor=actor, reason=reason, now=now, to_office=to_office)


def refuse(
    report: Report, *, grounds: str, actor: Actor, reason: str, now: datetime, whose: str | None = None
) -> StateChange:
    """Not taken up, on one of the grounds of `Refusal`. "Not ours" names whose and is a transfer to it."""
    if grounds == Refusal.NOT_OURS:
        if not whose:
            raise BadInput(_("Who says it is not ours names whose it is"), field="to_office", value=whose)
        return transfer(report, to_office=whose, actor=actor, reason=reason, now=now)
    return change_state(report, State.REFUSED, actor=actor, reason=reason, now=now, grounds=grounds)


def resolve(report: Report, *, actor: Actor, reason: str, now: datetime, no_visit: str = "") -> StateChange:
    """Solved, proven by a visit since it was last reopened, or by one of the grounds of `NoVisit`."""
    return change_state(report, State.RESOLVED, actor=actor, reason=reason, now=now, grounds=no_visit)


def close(report: Report, *, actor: Actor, reason: str, now: datetime, grounds: str = "") -> StateChange:
    """After the reporter's yes, or when the time to answer is over; before that only with `Closing.OFFICER`."""
    return change_state(report, State.CLOSED, actor=actor, reason=reason, now=now, grounds=grounds)


def reopen(report: Report, *, actor: Actor, reason: str, now: datetime) -> StateChange:
    """Open again, with limits counted from now."""
    return change_state(report, State.REOPENED, actor=actor, reason=reason, now=now)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A step that somebody wants a locked report to take."""

    stored: Report
    to_state: State
    now: datetime
    to_office: str = ""
    grounds: str = ""


def take(wanted: Wanted, kind: StepKind, *, actor: Actor, reason: str, data: Data | None = None) -> StateChange:
    """Add the step of a locked report if the table and what the state asks for allow it; the report is saved."""
    stored = wanted.stored
    before = {"state": stored.state, "handled_by": stored.handled_by_id}
    check_step(State(stored.state), wanted.to_state)
    _check_accepting(wanted, actor)
    receiver = _receiver(stored, wanted.to_state, wanted.to_office)
    asked = _ASKED[wanted.to_state](wanted) if wanted.to_state in _ASKED else {}
    _count_anew(wanted)
    step = add_step(
        stored,
        kind,
        actor=actor,
        now=wanted.now,
        reason=reason,
        data={**asked, **(data or {})},
        to_state=wanted.to_state,
        to_office=receiver,
    )
    stored.save(update_fields=_SAVED)
    after = {"state": stored.state, "handled_by": stored.handled_by_id}
    record(actor, "report.state_changed", stored, reason=reason, before=before, after=after)
    return step


def carry(stored: Report, seen: Report) -> None:
    """What the caller's object did not know of yet."""
    for name in _CARRIED:
        setattr(seen, name, getattr(stored, name))


def waits_for_another(report: Report, user_id: int | None) -> Office | None:
    """The body that has to accept a transferred case, where this user works at another one."""
    if report.state != State.TRANSFERRED or user_id is None:
        return None
    works_at = Office.objects.filter(members__user_id=user_id).values_list("code", flat=True).first()
    return None if works_at in (None, report.handled_by_id) else report.handled_by


def stated(reason: str) -> str:
    """The words of an officer. Raises `BadInput` for fewer than 3 characters."""
    text = tidy_lines(reason)
    if len(text) < SHORTEST_REASON:
        raise BadInput(_("Every step needs a reason of at least 3 characters"), field="reason", value=reason)
    return text


def _check_accepting(wanted: Wanted, actor: Actor) -> None:
    """A transferred case is accepted by whom it was transferred to; users of no office, and programmes, may for all."""
    if wanted.to_state is State.TRANSFERRED:
        return
    if receiver := waits_for_another(wanted.stored, actor.user_id):
        rule = _("The case was transferred to %(name)s: that body accepts it, or sends it on")
        raise Conflict(rule % {"name": receiver.name}, field="state", value=str(wanted.to_state))


def _receiver(report: Report, to_state: State, to_office: str) -> Office | None:
    """Only a transfer has one, and a transfer always has one."""
    if to_state is not State.TRANSFERRED:
        return None
    office = Office.objects.filter(code=to_office).first()
    if office is None or office.code == report.handled_by_id:
        raise BadInput(_("A transfer names another body that receives it"), field="to_office", value=to_office)
    return office


def _sender(wanted: Wanted) -> Data:
    return {"from_office": wanted.stored.handled_by_id}


def _refusal(wanted: Wanted) -> Data:
    if wanted.grounds not in Refusal.values or wanted.grounds == Refusal.NOT_OURS:
        rule = _("Refusing needs one of the stated grounds; what is not ours is transferred")
        raise BadInput(rule, field="grounds", value=wanted.grounds)
    return {"grounds": wanted.grounds}


def _proof(wanted: Wanted) -> Data:
    visit = last_visit(wanted.stored)
    if visit is not None:
        return {"visit": visit}
    if wanted.grounds not in NoVisit.values:
        rule = _("A case is resolved after a recorded visit, or with a stated ground why none is possible")
        raise BadInput(rule, field="grounds", value=wanted.grounds)
    return {"no_visit": wanted.grounds}


def _closing(wanted: Wanted) -> Data:
    stored = wanted.stored
    if stored.reporter_says == ReporterSays.YES:
        return {"grounds": Closing.REPORTER.value}
    until = answer_until(stored)
    if until is None or wanted.now > until:
        return {"grounds": Closing.UNANSWERED.value}
    if wanted.grounds not in (Closing.OFFICER, Closing.OUTSIDE):
        rule = _("The reporter may still answer; closing earlier is for those who may close cases")
        raise Conflict(rule, field="grounds", value=wanted.grounds, until=until.isoformat())
    return {"grounds": wanted.grounds}


def _duplicate(wanted: Wanted) -> Data:
    """Only `incidents.duplicates.merge` does that, which names the other case."""
    rule = _("A report becomes a duplicate by joining it to another one")
    raise BadInput(rule, field="state", value=wanted.to_state.value)


def _reopening(wanted: Wanted) -> Data:
    wanted.stored.reopened += 1
    wanted.stored.duplicate_of = None
    return {}


_ASKED: dict[State, Callable[[Wanted], Data]] = {
    State.TRANSFERRED: _sender,
    State.REFUSED: _refusal,
    State.RESOLVED: _proof,
    State.CLOSED: _closing,
    State.DUPLICATE: _duplicate,
    State.REOPENED: _reopening,
}


def _count_anew(wanted: Wanted) -> None:
    """A receiver has its own time to accept, a reopened case all of its time; a warning belongs to one limit."""
    stored, to_state = wanted.stored, wanted.to_state
    if to_state in (State.TRANSFERRED, State.REOPENED):
        fresh = limits(stored.category, wanted.now)
        stored.accept_by = fresh.accept_by
        stored.finish_by = fresh.finish_by if to_state is State.REOPENED else stored.finish_by
    if to_state is State.RESOLVED:
        stored.reporter_says = ""
    if to_state in (State.TRANSFERRED, State.REOPENED, State.ACCEPTED):
        stored.warned_at = None
