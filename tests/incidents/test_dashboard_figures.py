"""The kept figures are what counting each time would say, and say of when they are."""

from datetime import datetime, timedelta
from statistics import median
from typing import Any

import pytest

from geo.coordinates import LonLat
from geo.layers import Viewer
from incidents.dashboard import keeping, pace_tables, public_tables, trend
from incidents.dashboard.asked import Asked
from incidents.dashboard.weeks import monday
from incidents.deadlines import load_deadlines
from incidents.life import change_state, refuse, reopen, resolve, transfer
from incidents.models import CaseTimes, Category, KeptFigures, Pace, ProvinceCount, Report, Urgency, WeekCount
from incidents.states import State
from tests.builders_cases import LATER, OFFICER, a_case, a_visit
from tests.builders_incidents import CHACHOENGSAO, NOW, a_country, a_factory, a_report

pytestmark = pytest.mark.django_db

SEES = Viewer(frozenset({"incidents.view_report"}))
INNER = Viewer(frozenset({"incidents.view_report", "incidents.view_restrictedreport"}))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def country() -> None:
    a_country()
    load_deadlines()
    a_factory()


def accepted_after(*days: float) -> None:
    """One case each, assigned at once."""
    for wait in days:
        report = a_case(State.ASSIGNED)
        change_state(report, State.ACCEPTED, actor=OFFICER, reason="as usual", now=NOW + wait * DAY)


def refused(*, now: datetime = NOW) -> Report:
    report = a_report()
    refuse(report, actor=OFFICER, reason="nothing there", grounds="no_fault", now=now)
    return report


def dump(model: Any) -> list[Any]:
    return sorted(
        map(str, model.objects.order_by().values_list(*[f.name for f in model._meta.fields if f.name != "id"]))
    )


def test_medians_are_those_of_the_single_cases() -> None:
    waits = (0.5, 1.25, 2, 9)
    accepted_after(*waits)
    keeping.refresh(NOW + 10 * DAY)
    pace = Pace.objects.get(weeks=4, office="", category="odour")
    assert (pace.accepted, pace.received) == (4, 4)
    assert pace.accept_median_s == pytest.approx(median(waits) * DAY.total_seconds())
    assert pace.accepted_in_time == 3
    assert {one.category for one in Pace.objects.filter(weeks=4, office="pio-25")} == {"odour", "", "*"}


def test_what_came_before_the_period_is_not_in_it() -> None:
    accepted_after(1)
    keeping.refresh(NOW + 60 * DAY)
    assert [one.received for one in Pace.objects.filter(office="", category="*").order_by("weeks")] == [0, 1, 1, 1]


def test_weeks_count_what_came_in_and_what_came_to_an_end() -> None:
    report = a_case(State.ACCEPTED)
    a_visit(report)
    resolve(report, actor=OFFICER, reason="the pond is covered", now=LATER)
    a_report()
    refused(now=NOW + 8 * DAY)
    keeping.refresh(NOW + 9 * DAY)
    found = trend.trend(Asked(SEES, NOW + 9 * DAY))
    assert found.received.values[-2:] == (3, 0)
    assert found.ended.values[-2:] == (1, 1)


def test_a_case_opened_again_has_not_ended() -> None:
    report = refused()
    reopen(Report.objects.get(pk=report.pk), actor=OFFICER, reason="it smells", now=LATER)
    keeping.refresh(LATER)
    assert CaseTimes.objects.get(report=report).ended_at is None


def test_a_transfer_moves_the_case_and_its_history_to_the_receiver() -> None:
    report = a_case(State.ASSIGNED)
    keeping.refresh(NOW)
    transfer(report, to_office="pio-24", reason="theirs", actor=OFFICER, now=LATER)
    keeping.refresh(LATER + DAY)
    assert list(WeekCount.objects.values_list("office", "received")) == [("pio-24", 1)]
    assert Pace.objects.get(weeks=4, office="pio-24", category="odour").transferred == 1


def test_going_on_from_the_last_time_gives_what_counting_anew_gives() -> None:
    accepted_after(1, 2)
    keeping.refresh(NOW + DAY)
    accepted_after(3)
    a_report(CHACHOENGSAO)
    keeping.refresh(NOW + 4 * DAY)
    went_on = [dump(model) for model in (CaseTimes, WeekCount, Pace, ProvinceCount)]
    keeping.refresh(NOW + 4 * DAY, anew=True)
    assert [dump(model) for model in (CaseTimes, WeekCount, Pace, ProvinceCount)] == went_on


def test_quick_figures_follow_every_change_and_slow_ones_wait_for_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    first = keeping.figures(NOW)
    a_report()
    _stepped()
    assert keeping.figures(NOW + DAY).as_of == NOW + DAY  # type: ignore[union-attr]
    monkeypatch.setattr(keeping, "QUICK_S", -1.0)
    _stepped()
    assert keeping.figures(NOW + 2 * DAY).as_of == NOW + DAY  # type: ignore[union-attr]
    assert first is not None


def test_slow_figures_are_made_less_often() -> None:
    KeptFigures.objects.create(as_of=NOW, seconds=20, version="1")
    assert [keeping.due(NOW + timedelta(minutes=minutes)) for minutes in (5, 9, 10)] == [False, False, True]


def test_a_large_installation_is_not_counted_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_FEW_REPORTS", 0)
    a_report()
    assert keeping.figures(NOW) is None
    assert pace_tables.by_subject(Asked(SEES, NOW), None) is None


def test_the_restricted_circle_has_its_times_to_itself() -> None:
    code = Category.objects.get(urgency=Urgency.RESTRICTED).code
    a_report(category=code)
    a_report()
    kept = keeping.refresh(NOW)
    for viewer, received in ((SEES, 1), (INNER, 2)):
        table = pace_tables.by_subject(Asked(viewer, NOW), kept)
        assert table is not None
        assert table.rows[-1].cells[1].value == received
        assert sum(trend.trend(Asked(viewer, NOW)).received.values) == received


def test_the_public_counts_blurred_places_and_nothing_withheld() -> None:
    a_report(category=Category.objects.get(urgency=Urgency.RESTRICTED).code)
    refused()
    # 300 m inside 24; the centre of its cell lies in 25.
    beside = next(one for one in _beside_the_border() if one.blurred_x > 101 > one.place.lon)
    a_report(beside.place)
    kept = keeping.refresh(NOW)
    assert list(ProvinceCount.objects.values_list("province", "category", "reports")) == [("25", "odour", 1)]
    table = public_tables.by_province(Asked(Viewer(), NOW), kept)
    assert table is not None
    assert [cell.value for cell in table.rows[-1].cells[1:]] == [1, 1]


def test_weeks_begin_on_monday_in_thailand() -> None:
    assert monday(NOW, 0).isoformat() == "2026-03-09T00:00:00+07:00"


class _Spot:
    def __init__(self, lon: float) -> None:
        self.place = LonLat(lon, 13.5)
        cell_deg = 1_040 / 111_319.49
        self.blurred_x = round(lon / cell_deg) * cell_deg


def _beside_the_border() -> list[_Spot]:
    return [_Spot(101 - metres / 108_000) for metres in range(10, 520, 10)]


def _stepped() -> None:
    from geo import versions

    versions._step("incidents")
