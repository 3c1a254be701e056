"""Reports of the same thing are found, joined to one case and parted again."""

from datetime import timedelta

import pytest

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from incidents import duplicates
from incidents.duplicates import likely_same, merge, unmerge
from incidents.models import Report, StepKind
from incidents.operations import change_state
from incidents.states import State
from incidents.steps import locked
from tests.builders_incidents import NOW, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
OFFICER = Actor("officer")
NEAR, FAR = LonLat(101.501, 13.5), LonLat(101.56, 13.5)
SEES = Viewer(frozenset({"incidents.view_report", "incidents.change_report"}))


def join(report: Report, into: Report) -> None:
    merge(report, into, actor=OFFICER, reason="เรื่องเดียวกัน", now=NOW)


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        pytest.param({}, True, id="near, an hour later"),
        pytest.param({"category": "pm25_dust_smoke"}, True, id="a kindred subject"),
        pytest.param({"category": "noise_vibration"}, False, id="another subject"),
        pytest.param({"place": FAR}, False, id="too far"),
        pytest.param({"place": FAR, "accuracy_m": 9_000}, False, id="too far, however unsure"),
        pytest.param({"place": LonLat(101.518, 13.5), "accuracy_m": 1_800}, True, id="within its error radius"),
        pytest.param({"now": NOW + timedelta(days=30)}, False, id="too late"),
    ],
)
def test_the_same_is_near_in_place_time_and_subject(changes: dict[str, object], same: bool) -> None:
    first = a_report()
    other = a_report(**{"place": NEAR, "now": NOW + timedelta(hours=1), **changes})
    assert [one.report.pk for one in likely_same(first)] == [other.pk] * same


def test_the_likeliest_comes_first_with_distance_time_and_reasons() -> None:
    first = a_report()
    a_report(LonLat(101.502, 13.5), now=NOW + timedelta(hours=20), description="เหม็นมาก")
    a_report(NEAR, now=NOW + timedelta(minutes=5))
    best, second = likely_same(first)
    assert best.distance_m == pytest.approx(108.3, abs=1)
    assert (best.minutes_apart, best.similarity) == (-5, 1.0)
    assert len(best.reasons) == 3
    assert best.score > second.score


def test_a_restricted_report_is_nobody_elses_duplicate() -> None:
    first = a_report(category="staff_conduct")
    a_report(category="staff_conduct")
    assert duplicates.context(first, SEES)["same"] == []


def test_joining_ends_the_report_and_is_a_step_on_both_cases() -> None:
    main, other = a_report(), a_report()
    join(other, main)
    assert (fresh(other).state, fresh(other).duplicate_of) == (State.DUPLICATE, main)
    assert [step.kind for step in (main.steps.last(), other.steps.last())] == [StepKind.MERGE, StepKind.MERGE]
    assert main.steps.last().data == {"joined": other.tracking_code}
    assert duplicates.main_case(fresh(other)) == main


def test_parting_gives_back_the_state_it_had() -> None:
    main, other = a_report(), a_report()
    change_state(other, State.TRIAGED, actor=OFFICER, reason="ตรวจแล้ว", now=NOW)
    join(other, main)
    unmerge(other, actor=OFFICER, reason="คนละเรื่อง", now=NOW)
    assert (fresh(other).state, fresh(other).duplicate_of) == (State.TRIAGED, None)
    assert main.steps.last().data == {"parted": other.tracking_code}


def test_there_are_no_chains() -> None:
    first, second, third = a_report(), a_report(), a_report()
    join(third, second)
    with pytest.raises(Conflict, match=third.tracking_code):
        join(first, third)
    join(second, first)
    assert fresh(third).duplicate_of == first
    unmerge(third, actor=OFFICER, reason="คนละเรื่อง", now=NOW)
    assert fresh(third).state == State.RECEIVED


def test_a_report_is_not_joined_to_itself_or_to_one_that_has_ended() -> None:
    main, other = a_report(), a_report()
    with pytest.raises(BadInput):
        join(other, other)
    change_state(main, State.REFUSED, actor=OFFICER, reason="ไม่ใช่เรื่องโรงงาน", now=NOW, grounds="no_report")
    with pytest.raises(Conflict):
        join(other, main)


def test_only_a_joined_report_is_parted() -> None:
    with pytest.raises(Conflict):
        unmerge(a_report(), actor=OFFICER, reason="คนละเรื่อง", now=NOW)


def test_cases_are_locked_in_one_order_whoever_joins_or_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = a_report(), a_report(), a_report()
    join(first, third)
    held: list[int] = []
    monkeypatch.setattr(duplicates, "locked", lambda one: held.append(one.pk) or locked(one))
    join(third, second)
    assert held == [first.pk, second.pk, third.pk]
    held.clear()
    unmerge(third, actor=OFFICER, reason="คนละเรื่อง", now=NOW)
    assert held == [second.pk, third.pk]


@pytest.mark.parametrize(("one", "other"), [("staff_conduct", "odour"), ("odour", "staff_conduct")])
def test_the_restricted_circle_is_joined_to_no_other(one: str, other: str) -> None:
    with pytest.raises(Conflict, match="จำกัดผู้เข้าถึง"):
        join(a_report(category=one), a_report(category=other))


def test_a_main_case_that_became_restricted_is_not_shown_to_others() -> None:
    main, other = a_report(), a_report()
    join(other, main)
    Report.objects.filter(pk=main.pk).update(category="staff_conduct")
    assert duplicates.context(fresh(other), SEES)["main"] is None
