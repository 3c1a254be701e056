"""Words from outside beside steps taken by people here."""

from datetime import timedelta

import pytest

from geo.changes import Actor
from incidents.life import change_state
from incidents.models import OutsideTicket, Report, StateChange, StepKind
from incidents.outside.applying import apply, keep
from incidents.outside.traffy.hooks import parse
from incidents.states import State
from tests.builders_outside import AT, KEY, a_new, a_status, a_system

pytestmark = pytest.mark.usefixtures("country")
OFFICER = Actor("officer")


def told(system: object, method: str, body: dict[str, object]) -> Report:
    """The case after one more message."""
    event = parse(method, body)
    keep(system, event, now=AT + timedelta(days=9))  # type: ignore[arg-type]
    report = apply(system, event.key, now=AT + timedelta(days=9)).report  # type: ignore[arg-type]
    assert report is not None
    return Report.objects.get(pk=report.pk)


def stepped(report: Report, *states: State, after_h: float) -> None:
    """People here act, so many hours after the report."""
    for state in states:
        change_state(
            report, state, actor=OFFICER, reason="seen to", now=AT + timedelta(hours=after_h), to_office="pio-24"
        )


def test_a_word_older_than_a_step_here_is_kept_and_moves_nothing() -> None:
    system = a_system()
    report = told(system, "POST", a_new())
    stepped(report, State.ASSIGNED, after_h=5)
    report = told(system, "PATCH", a_status("finish", after_h=3))
    assert report.state == "assigned"
    last = StateChange.objects.order_by("-number")[0]
    assert (last.kind, last.from_state, last.to_state) == (StepKind.OUTSIDE, "assigned", "assigned")


def test_a_newer_word_moves_on_from_where_people_here_left_it() -> None:
    system = a_system()
    report = told(system, "POST", a_new())
    stepped(report, State.ASSIGNED, State.ACCEPTED, State.ACTING, after_h=5)
    assert told(system, "PATCH", a_status("inprogress", after_h=6)).state == "acting"
    assert told(system, "PATCH", a_status("finish", after_h=7)).state == "resolved"


def test_a_transfer_is_the_receivers_to_accept() -> None:
    system = a_system()
    report = told(system, "POST", a_new())
    stepped(report, State.TRANSFERRED, after_h=5)
    assert told(system, "PATCH", a_status("finish", after_h=7)).state == "transferred"


def test_our_own_word_coming_back_moves_nothing() -> None:
    system = a_system()
    report = told(system, "POST", a_new())
    stepped(report, State.ASSIGNED, after_h=5)
    told_at = (AT + timedelta(hours=6)).isoformat()
    OutsideTicket.objects.update(details={"told": {"label": "เสร็จสิ้น", "at": told_at}})
    assert told(system, "PATCH", a_status("finish", after_h=6.1)).state == "assigned"
    assert told(system, "PATCH", a_status("finish", after_h=30)).state == "resolved"


def test_the_same_word_twice_is_one_step() -> None:
    system = a_system()
    told(system, "POST", a_new())
    told(system, "PATCH", a_status("inprogress", after_h=1))
    before = StateChange.objects.count()
    told(system, "PATCH", a_status("inprogress", after_h=2))
    assert StateChange.objects.count() == before


def test_their_words_are_kept_as_they_are() -> None:
    system = a_system()
    told(system, "POST", a_new())
    told(system, "PATCH", a_status(status="ส่งช่างแล้ว"))
    ticket = OutsideTicket.objects.get(key=KEY)
    assert (ticket.state, ticket.state_text) == ("", "ส่งช่างแล้ว")
    assert StateChange.objects.order_by("-number")[0].reason == "รับทราบ"
