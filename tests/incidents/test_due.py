"""Limits of cases: what is due, how it is said, who is warned when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from incidents import due as module
from incidents.deadlines import limits
from incidents.due import due_of, warnings_due
from incidents.life import change_state, transfer
from incidents.models import Category, Deadline, Notice, Report, SpecialDay, Subscription, Way
from incidents.reminding import warn
from incidents.states import State
from incidents.templatetags.cases import due_words
from tests.builders_cases import LATER, OFFICER, a_case, a_resolved_case
from tests.builders_incidents import NOW, an_officer

pytestmark = pytest.mark.usefixtures("country", "limits")


def at(day: str, hour: int = 9) -> datetime:
    """A moment in Bangkok, in UTC."""
    return datetime.fromisoformat(f"{day}T{hour - 7:02}:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("category", "accept", "finish"),
    [
        ("odour", "2026-03-17T09:30", "2026-04-02T09:30"),
        ("fire_explosion", "2026-03-12T04:00", "2026-03-17T09:30"),
        ("staff_conduct", "2026-03-13T09:30", "2026-04-29T09:30"),
    ],
)
def test_limits_hang_on_the_urgency(category: str, accept: str, finish: str) -> None:
    """Received on Thursday the 12th at 9; in UTC. Chakri Day and Songkran lie before the last."""
    found = limits(Category.objects.get(code=category), NOW)
    assert found.accept_by == datetime.fromisoformat(accept).replace(tzinfo=UTC)
    assert found.finish_by == datetime.fromisoformat(finish).replace(tzinfo=UTC)
    assert found.warn_at is not None
    assert NOW < found.warn_at < found.accept_by


def test_a_subject_may_have_its_own_limit() -> None:
    odour = Category.objects.get(code="odour")
    Deadline.objects.create(category=odour, stage="finish", hours=5)
    assert limits(odour, NOW).finish_by == NOW + timedelta(hours=5)


def test_a_special_day_counts_as_soon_as_it_is_entered() -> None:
    odour = Category.objects.get(code="odour")
    before = limits(odour, NOW).accept_by
    SpecialDay.objects.create(day="2026-03-16", name_th="วันหยุดพิเศษ", source="test")
    after = limits(odour, NOW).accept_by
    assert before is not None
    assert after == before + timedelta(days=1)


def test_a_case_without_limits_has_none() -> None:
    Deadline.objects.all().delete()
    found = limits(Category.objects.get(code="odour"), NOW)
    assert (found.accept_by, found.finish_by, found.warn_at) == (None, None, None)


def test_filing_stores_the_limits() -> None:
    report = Report.objects.get(pk=a_case().pk)
    assert report.accept_by == at("2026-03-17", 16) + timedelta(minutes=30)


@pytest.mark.parametrize(
    ("now", "thai", "english"),
    [
        (at("2026-03-13"), "เหลือ 2 วันทำการ", "2 working days left"),
        (at("2026-03-14"), "เหลือ 2 วันทำการ", "2 working days left"),
        (at("2026-03-16"), "เหลือ 1 วันทำการ", "1 working day left"),
        (at("2026-03-17"), "ครบกำหนด 17 มี.ค. 2569 16:30 น.", "Due 17 Mar 2026 16:30"),
        (at("2026-03-17", 17), "เกินกำหนดตั้งแต่ 17 มี.ค. 2569 16:30 น.", "Overdue since 17 Mar 2026 16:30"),
        (at("2026-03-20"), "เกินกำหนด 3 วันทำการ", "Overdue by 3 working days"),
    ],
)
def test_what_is_left_is_said_in_working_days(now: datetime, thai: str, english: str) -> None:
    due = due_of(a_case(), now)
    assert due is not None
    assert due_words(due) == thai
    with translation.override("en"):
        assert due_words(due) == english


def test_once_accepted_the_end_is_what_is_due() -> None:
    report = a_case(State.ACCEPTED)
    due = due_of(report, NOW)
    assert due is not None
    assert (due.stage, due.at) == ("finish", report.finish_by)


def test_nothing_is_due_on_what_is_over() -> None:
    assert due_of(a_resolved_case(), LATER + timedelta(days=90)) is None


def test_a_warning_goes_out_once_before_the_limit_and_once_after() -> None:
    report = a_case()
    told = [warn(now) for now in (at("2026-03-13"), at("2026-03-16", 17), at("2026-03-16", 18), at("2026-03-17", 17))]
    assert told == [0, 1, 0, 1]
    assert warn(at("2026-03-20")) == 0
    assert Report.objects.get(pk=report.pk).warned_at == at("2026-03-17", 17)


def test_old_cases_that_were_told_of_are_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    a_case()
    assert warn(at("2026-03-17", 17)) == 1
    monkeypatch.setattr(module, "_event", lambda *_asked: pytest.fail("looked at"))
    assert warnings_due(at("2029-03-18")) == []


def test_the_next_limit_has_a_warning_of_its_own() -> None:
    report = a_case()
    warn(at("2026-03-17", 17))
    transfer(report, to_office="pio-24", actor=OFFICER, reason="theirs", now=at("2026-03-18"))
    assert warnings_due(at("2026-03-18", 10)) == []
    change_state(report, State.ACCEPTED, actor=OFFICER, reason="ours", now=at("2026-03-18"))
    assert [event for _report, event in warnings_due(at("2026-04-01"))] == ["warning"]


def test_subscribers_are_told_of_both() -> None:
    report = a_case()
    who = an_officer()
    asked = {"events": ["warning", "overdue"], "created_at": NOW, "created_by": who.username, "user": who}
    Subscription.objects.create(title="x", way=Way.EMAIL, address="x@example.org", **asked)
    warn(at("2026-03-17", 10))
    warn(at("2026-03-17", 17))
    assert list(Notice.objects.filter(report=report).order_by("pk").values_list("event", flat=True)) == [
        "warning",
        "overdue",
    ]
