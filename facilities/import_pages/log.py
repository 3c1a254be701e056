"""The life of a run as lines a person can read: who started it, what happened, who decided and why."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from facilities.import_pages.words import machine_or_person
from facilities.models import ImportRun, RunState
from geo.layers import Text
from geo.models import Change

_ACTIONS = {
    "import.accepted": gettext_lazy("Taken over by a person"),
    "import.rejected": gettext_lazy("Rejected"),
    "import.stopped": gettext_lazy("Told to stop"),
    "import.retried": gettext_lazy("Started again"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log."""

    at: datetime
    who: str
    what: Text
    why: str = ""


def lines(run: ImportRun) -> list[Line]:
    """In order of time."""
    changes = Change.objects.filter(subject_type="facilities.importrun", subject_id=str(run.pk)).order_by("pk")
    decided = [
        Line(
            change.at, machine_or_person(change.actor_label), _ACTIONS.get(change.action, change.action), change.reason
        )
        for change in changes
    ]
    return sorted([_started(run), *decided, *_ended(run)], key=lambda line: line.at)


def _started(run: ImportRun) -> Line:
    return Line(run.started_at, machine_or_person(run.started_by_label), _("Sent and kept as it came"))


def _ended(run: ImportRun) -> list[Line]:
    if run.applied_at:
        return [Line(run.applied_at, _("the service"), _("Written into the register in one step"))]
    if run.finished_at and run.state == RunState.FAILED:
        return [Line(run.finished_at, _("the service"), pgettext("end of a load", "Failed"), run.error.split("\n")[0])]
    if run.finished_at and run.state in (RunState.HELD, RunState.COMPARED):
        return [Line(run.finished_at, _("the service"), run.get_state_display())]
    return []
