"""Plans are stored whole or not at all, recorded, and changed only while they are drafts."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.models import Change
from inspections.models import Plan, PlanState
from inspections.operations import cancel_plan, delete_plan, finish_plan, make_plan, replan
from inspections.plan_request import PlanRequest, TeamWish, VisitWish
from inspections.wording import moment, travel_label
from tests.builders_inspections import DAY, a_crew, a_plan, a_request, a_site, an_office
from tests.roads_inspections import GRID_CORNER, grid_graph

pytestmark = pytest.mark.django_db
ME = Actor("planner")
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_roads(settings, tmp_path) -> None:
    settings.GRAPH_DIR, settings.OSRM_URL = tmp_path, ""


def test_a_plan_holds_an_itinerary_in_the_days_own_time() -> None:
    plan = a_plan(a_site(1), a_site(2))
    team = plan.teams.get()
    visits = list(plan.visits.order_by("order"))
    assert team.leave_at == datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
    assert [visit.number for visit in visits] == [1, 2]
    for before, after in pairwise(visits):
        assert after.arrival == before.departure + timedelta(seconds=after.drive_s)
    assert team.return_at > visits[-1].departure


def test_every_stop_has_a_leg_and_one_leads_home() -> None:
    legs = list(a_plan(a_site(1), a_site(2)).teams.get().legs.all())
    assert [(leg.order, leg.method) for leg in legs] == [(0, "estimate"), (1, "estimate"), (2, "estimate")]
    assert legs[0].line.coords[0] == legs[-1].line.coords[-1] == (101.37, 14.05)


def test_a_plan_is_recorded_with_its_actor() -> None:
    plan = a_plan()
    change = Change.objects.get(subject_type="inspections.plan", subject_id=str(plan.pk))
    assert (change.action, change.actor_label) == ("make_plan", "test")
    assert change.after["days"][0]["facilities"]


def test_a_site_too_far_for_the_day_is_left_out_with_its_reason() -> None:
    plan = a_plan(a_site(1), a_site(2, lon=100.3, lat=7.0))
    left = plan.visits.get(plan_team=None)
    assert (left.unassigned_rule, left.unassigned_facts["team"]) == ("too_far", 0)
    assert left.unassigned_facts["overtime_s"] > 3600


def test_a_facility_without_a_position_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="โรงงานไร้พิกัด"):
        a_plan(a_site(1), a_site(2, lon=None, name_th="โรงงานไร้พิกัด"))
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"teams": (TeamWish(999_999),)}, "teams"),
        ({"visits": (VisitWish(999_999),)}, "facilities"),
        ({"visits": (VisitWish(1), VisitWish(1))}, "visits"),
        ({"visits": tuple(VisitWish(n) for n in range(201))}, "visits"),
    ],
)
def test_bad_wishes_are_refused_naming_the_field(fields: dict, field: str) -> None:
    site = a_site(1)
    fields = {"visits": (VisitWish(site.pk),)} | fields
    with pytest.raises(BadInput) as refused:
        make_plan(a_request(site, **fields), actor=ME, now=NOW)
    assert refused.value.fields["field"] == field
    assert not Plan.objects.exists()


@pytest.mark.parametrize("wish", [{"minutes": 0}, {"minutes": 601}, {"priority": 101}, {"window_start": time(9)}])
def test_a_bad_wish_for_one_visit_is_refused_at_the_door(wish: dict) -> None:
    with pytest.raises(BadInput) as refused:
        VisitWish(1, **wish)
    assert refused.value.fields["field"] in {*wish, "window"}


def test_no_team_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        PlanRequest(DAY, (VisitWish(1),), ())
    assert refused.value.fields["field"] == "teams"


def test_an_inactive_team_is_refused() -> None:
    with pytest.raises(BadInput):
        a_plan(a_site(1), teams=(TeamWish(a_crew(active=False).pk),))


def test_an_office_without_a_position_is_refused_by_name() -> None:
    lost = an_office("pio-99", lon=None, name_th="สำนักงานไร้พิกัด")
    with pytest.raises(BadInput, match="สำนักงานไร้พิกัด"):
        a_plan(a_site(1), teams=(TeamWish(a_crew().pk, end_office_id=lost.pk),))


def test_start_and_end_office_may_differ() -> None:
    other = an_office("pio-24", lon=101.07, lat=13.69)
    team = a_plan(a_site(1), teams=(TeamWish(a_crew().pk, end_office_id=other.pk),)).teams.get()
    assert team.legs.last().line.coords[-1] == (101.07, 13.69)


def test_planning_anew_replaces_the_days_and_keeps_the_plan() -> None:
    sites = a_site(1), a_site(2), a_site(3)
    plan = a_plan(*sites)
    crew = a_crew("ทีมสอง")
    again = replan(plan, a_request(*sites[:2], teams=(TeamWish(crew.pk, day_end=time(15)),)), actor=ME, now=NOW)
    assert again.pk == plan.pk
    assert again.visits.count() == 2
    assert again.teams.get().name_th == "ทีมสอง"
    assert Change.objects.filter(subject_id=str(plan.pk), action="replan").count() == 1


def test_a_final_plan_is_not_planned_anew_nor_deleted() -> None:
    site = a_site(1)
    plan = finish_plan(a_plan(site), actor=ME)
    with pytest.raises(Conflict):
        replan(plan, a_request(site), actor=ME, now=NOW)
    with pytest.raises(Conflict):
        delete_plan(plan, actor=ME)


def test_a_final_plan_can_be_cancelled_with_a_reason_once() -> None:
    plan = cancel_plan(finish_plan(a_plan(), actor=ME), actor=ME, reason="ฝนตกหนัก")
    assert plan.state == PlanState.CANCELLED
    with pytest.raises(Conflict):
        cancel_plan(plan, actor=ME, reason="")


def test_deleting_a_draft_leaves_its_history() -> None:
    plan = a_plan()
    key = str(plan.pk)
    delete_plan(plan, actor=ME)
    assert not Plan.objects.exists()
    assert Change.objects.filter(subject_id=key, action="delete_plan").exists()


def test_a_plan_on_roads_says_so_and_names_what_lies_off_them(settings) -> None:
    graph = grid_graph(settings.GRAPH_DIR)
    on_grid = a_site(1, lon=GRID_CORNER.lon + 0.01, lat=GRID_CORNER.lat)
    home = an_office(lon=GRID_CORNER.lon, lat=GRID_CORNER.lat)
    off_grid = a_site(2, lon=101.2, lat=13.70, name_th="โรงงานไกลถนน")
    plan = a_plan(on_grid, off_grid, teams=(TeamWish(a_crew(home=home).pk),))
    with translation.override("en"):
        label = travel_label(plan)
    assert plan.travel_source == "mixed"
    assert plan.travel_facts["graph"] == graph.name
    assert sorted(plan.teams.get().legs.values_list("method", flat=True)) == ["estimate", "estimate", "road"]
    assert "2 legs, drawn dashed" in label
    assert "โรงงานไกลถนน" in label
    assert "OpenStreetMap" in label


@pytest.mark.parametrize(
    ("seconds", "words"), [(59_400, "16:30"), (105_420, "05:17 of the next day"), (200_000, "07:33, 2 days later")]
)
def test_a_return_after_midnight_says_which_day(seconds: int, words: str) -> None:
    with translation.override("en"):
        assert moment(seconds) == words


def test_an_office_nobody_has_placed_is_named_in_the_label() -> None:
    home = an_office(position_method="centroid", name_th="สำนักงานกลางจังหวัด")
    assert "สำนักงานกลางจังหวัด" in travel_label(a_plan(a_site(1), teams=(TeamWish(a_crew(home=home).pk),)))
