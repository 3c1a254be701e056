"""Telling Traffy our states: of steps taken by people here, and never of what came from there.

Only the state goes out, with the office that has the case: no reason, no site, no picture, no name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from incidents.models import OutsideSystem, OutsideTicket, Report, StateChange, StepKind
from incidents.outside.echo import TOLD
from incidents.outside.following import word_for, word_of
from incidents.outside.traffy.client import Exchange
from incidents.states import State

STATE_NAMES = {
    State.ACCEPTED: "รับเรื่อง",
    State.INSPECTED: "กำลังดำเนินการ",
    State.ACTING: "กำลังดำเนินการ",
    State.RESOLVED: "เสร็จสิ้น",
    State.CLOSED: "เสร็จสิ้น",
    State.REOPENED: "กำลังดำเนินการ",
}
"""Labels the exchange is documented to take. Of other states Traffy is told nothing: a transfer stays open there."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One ticket and what is to be told of its case."""

    ticket: OutsideTicket
    report: Report
    label: str


def to_tell(system: OutsideSystem) -> Iterator[Telling]:
    """Cases that people here moved on since Traffy was last told, oldest first."""
    moved = OutsideTicket.objects.filter(system=system, report__isnull=False, report__chain_length__gt=1)
    changed = moved.exclude(sent_state=F("report__state")).filter(report__state__in=[s.value for s in STATE_NAMES])
    for ticket in changed.select_related("report__handled_by").order_by("report__changed_at"):
        report = ticket.report
        if report and _by_people(report) and not _says_so_already(ticket, State(report.state)):
            yield Telling(ticket, report, STATE_NAMES[State(report.state)])


def send(system: OutsideSystem, asked: Exchange, *, now: datetime) -> int:
    """Tell what is to be told; how many. Each is noted once it was taken, so that nothing is told twice."""
    count = 0
    for telling in to_tell(system):
        ticket = telling.ticket
        note = f"ปรับสถานะโดย {telling.report.handled_by.name_th} ผ่านระบบผังอุต"
        asked.update(ticket.key, telling.label, note, system.organisation)
        ticket.sent_state = telling.report.state
        ticket.details = {**ticket.details, TOLD: {"label": telling.label, "at": now.isoformat()}}
        ticket.save(update_fields=["sent_state", "details"])
        count += 1
    return count


def _by_people(report: Report) -> bool:
    """Whether the step into the present state was taken here; the first step is the report itself."""
    steps = StateChange.objects.filter(report=report).exclude(from_state=F("to_state")).order_by("-number")
    last = steps.first()
    return last is not None and last.number > 1 and last.kind != StepKind.OUTSIDE


def _says_so_already(ticket: OutsideTicket, state: State) -> bool:
    """Whether the ticket stands there as it does here and was never told otherwise by us."""
    return not ticket.sent_state and word_of(ticket.state) is word_for(state)
