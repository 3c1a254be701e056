"""Adding a step to a case: numbered, sealed, and the report carried along. Called inside an operation's transaction."""

from datetime import datetime
from typing import Any

from geo import versions
from geo.changes import Actor
from geo.models import Office
from incidents.chain import StepFacts, seal, text_digest
from incidents.models import Report, StateChange, StepKind
from incidents.notices import event_of, tell
from incidents.states import State

LAYER = "incidents"


def locked(report: Report) -> Report:
    """The report as it is stored now, locked until the transaction ends: one step at a time."""
    stored: Report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    return stored


def add_step(
    stored: Report,
    kind: StepKind,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
    data: dict[str, Any] | None = None,
    to_state: State | None = None,
    to_office: Office | None = None,
) -> StateChange:
    """The new last step of a locked report, and the report's state, holder and head of chain with it.

    Who asked for such news is told (`incidents.notices`). Without `to_state` the state stays. Whether the step is
    allowed is for the caller (`incidents.states`).
    """
    before, after = stored.state, (to_state or State(stored.state)).value
    number, said = stored.chain_length + 1, text_digest(reason, data or {})
    facts = StepFacts(
        case=stored.tracking_code,
        number=number,
        kind=kind.value,
        from_state=before,
        to_state=after,
        at=now,
        actor_label=actor.label,
        to_office=to_office.code if to_office else "",
        text_digest=said,
    )
    step = StateChange.objects.create(
        report=stored,
        number=number,
        kind=kind,
        from_state=before,
        to_state=after,
        at=now,
        actor_label=actor.label,
        reason=reason,
        to_office=to_office,
        data=data or {},
        text_digest=said,
        previous=stored.chain_head,
        digest=seal(stored.chain_head, facts),
    )
    _carry(stored, step)
    if (event := event_of(before, after)) is not None:
        tell(stored, event, number, now=now)
    return step


def _carry(stored: Report, step: StateChange) -> None:
    stored.state, stored.changed_at = step.to_state, step.at
    stored.chain_length, stored.chain_head = step.number, step.digest
    if step.to_office is not None:
        stored.handled_by = step.to_office
    stored.save(update_fields=["state", "changed_at", "chain_length", "chain_head", "handled_by"])
    versions.bump(LAYER)
