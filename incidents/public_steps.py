"""The steps of a case as its reporter is told: what, when, to whom it went; no reasons, no persons, no sites."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from incidents.additions import ADDED
from incidents.models import Report, StateChange, StepKind
from incidents.words import Words, state_name


@dataclass(frozen=True, slots=True)
class PublicStep:
    """One line. `office` is the receiver's name where the step sent the report on."""

    at: datetime
    words: Words
    office: str = ""


def public_steps(report: Report) -> list[PublicStep]:
    """Oldest first. Steps that the public cannot tell apart from none are left out."""
    return list(_told(report.steps.all()))


def _told(steps: Iterable[StateChange]) -> Iterable[PublicStep]:
    for step in steps:
        if step.from_state != step.to_state or step.to_office_id is not None:
            office = step.to_office.name if step.to_office else ""
            yield PublicStep(step.at, state_name(step.to_state), office)
        elif step.kind == StepKind.PROOF:
            yield PublicStep(step.at, _("An officer was at the place"))
        elif step.kind == StepKind.REPORTER:
            yield PublicStep(step.at, _("You said whether it is solved"))
        elif step.kind == StepKind.NOTE and step.data.get("what") == ADDED:
            yield PublicStep(step.at, _("You added something"))
