"""What stands behind "resolved": the visit that proves it, and how long the reporter may say yes or no."""

from datetime import datetime

from incidents.deadlines import rules
from incidents.models import Report, StateChange, StepKind
from incidents.states import State

ANSWER_WORKING_DAYS = 15
"""Working days from the resolution for the reporter's answer. A working value; no rule of the ministry was at hand."""


def last_visit(report: Report) -> int | None:
    """The newest visit since the case was last reopened, by its key; None where there is none."""
    since = _last_into(report, State.REOPENED)
    proofs = StateChange.objects.filter(report=report, kind=StepKind.PROOF, number__gt=since.number if since else 0)
    key: int | None = proofs.order_by("-number").values_list("data__visit", flat=True).first()
    return key


def resolved_at(report: Report) -> datetime | None:
    """When it was last resolved; None where it never was."""
    step = _last_into(report, State.RESOLVED)
    return step.at if step else None


def answer_until(report: Report) -> datetime | None:
    """Until when the reporter may answer, counted from the last resolution; None where it never was resolved."""
    at = resolved_at(report)
    return rules().calendar.due(at, ANSWER_WORKING_DAYS) if at else None


def _last_into(report: Report, state: State) -> StateChange | None:
    steps = StateChange.objects.filter(report=report, to_state=state.value).exclude(from_state=state.value)
    return steps.order_by("-number").first()
