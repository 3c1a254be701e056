"""Cases somewhere along their life, through the same operations as real ones."""

from datetime import datetime, timedelta
from typing import Any

from geo.changes import Actor
from geo.coordinates import LonLat
from incidents.life import change_state, resolve
from incidents.models import Report, Visit
from incidents.proof import record_visit
from incidents.states import State
from tests.builders_incidents import NOW, PRACHIN_BURI, a_report

OFFICER = Actor("officer")
LATER = NOW + timedelta(hours=5)

_WAYS: dict[State, tuple[State, ...]] = {
    State.RECEIVED: (),
    State.TRIAGED: (State.TRIAGED,),
    State.ASSIGNED: (State.ASSIGNED,),
    State.ACCEPTED: (State.ASSIGNED, State.ACCEPTED),
    State.ACTING: (State.ASSIGNED, State.ACCEPTED, State.ACTING),
}


def a_case(state: State = State.RECEIVED, **changes: Any) -> Report:
    """A report that officers brought to this state on the day it came in."""
    report = a_report(**changes)
    for step in _WAYS[state]:
        change_state(report, step, actor=OFFICER, reason="as usual", now=NOW)
    return report


def a_visit(report: Report, place: LonLat | None = PRACHIN_BURI, **changes: Any) -> Visit:
    """An officer stood at the reported place, three hours after the report, good to 10 m."""
    values = {"visited_at": NOW + timedelta(hours=3), "accuracy_m": 10.0, "findings": "พบกลิ่นจากบ่อบำบัด", "now": LATER}
    return record_visit(report, place=place, actor=OFFICER, **{**values, **changes})


def a_resolved_case(*, now: datetime = LATER) -> Report:
    """Visited and resolved; the reporter is asked."""
    report = a_case(State.ACCEPTED)
    a_visit(report)
    resolve(report, actor=OFFICER, reason="the pond is covered", now=now)
    return report
