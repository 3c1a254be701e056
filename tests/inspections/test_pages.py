"""The pages: who may open them, the form's buttons, what a plan shows, downloads with Thai names."""

import pytest
from django.test import Client

from geo.changes import Actor
from inspections.models import Plan
from inspections.operations import finish_plan
from inspections.plan_request import TeamWish
from tests.builders_inspections import a_crew, a_plan, a_planner, a_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_roads(settings, tmp_path) -> None:
    settings.GRAPH_DIR, settings.OSRM_URL = tmp_path, ""


@pytest.fixture
def planner(client: Client) -> Client:
    client.force_login(a_planner())
    client.cookies["django_language"] = "en"
    return client


def text(response) -> str:
    return response.content.decode()


def wish(*sites, team, **fields) -> dict:
    return {"step": "plan", "date": "2026-12-01", "facility": [site.pk for site in sites], "team": [team.pk]} | fields


@pytest.mark.parametrize("path", ["/inspections/", "/inspections/new/", "/inspections/1/"])
def test_strangers_are_sent_to_log_in(client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/login/")


def test_an_officer_without_the_right_is_told_so(client: Client) -> None:
    client.force_login(a_planner("view_plan"))
    assert client.get("/inspections/").status_code == 200
    assert client.get("/inspections/new/").status_code == 403


def test_a_plan_is_made_from_the_form(planner: Client) -> None:
    sites, team = (a_site(1), a_site(2)), a_crew()
    response = planner.post(
        "/inspections/new/", wish(*sites, team=team, title="แผนแรก", **{f"minutes_{sites[0].pk}": "30"})
    )
    plan = Plan.objects.get()
    assert response["Location"] == f"/inspections/{plan.pk}/"
    assert sorted(plan.visits.values_list("minutes", flat=True)) == [30, 90]
    assert plan.created_by.username == "planner"


def test_thai_digits_and_a_buddhist_year_are_understood(planner: Client) -> None:
    planner.post("/inspections/new/", wish(a_site(1), team=a_crew(), date="๒๕๖๙-๑๒-๐๑"))
    assert Plan.objects.get().date.isoformat() == "2026-12-01"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"team": []}, "The number of teams must lie between 1 and 30; it is 0."),
        ({"facility": []}, "The number of facilities must lie between 1 and 200; it is 0."),
        ({"date": "soon"}, "soon cannot be read here."),
        ({"minutes": "0"}, "Minutes per visit must lie between 1 and 600; it is 0."),
    ],
)
def test_a_bad_form_comes_back_with_the_rule_and_stores_nothing(planner: Client, fields: dict, words: str) -> None:
    response = planner.post("/inspections/new/", wish(a_site(1), team=a_crew(), title="kept") | fields)
    assert response.status_code == 400
    assert words in text(response)
    assert 'value="kept"' in text(response)
    assert not Plan.objects.exists()


def test_searching_adding_and_taking_out_keep_what_was_typed(planner: Client) -> None:
    first, second = a_site(1), a_site(2, province_code="25")
    typed = {"facility": [first.pk], f"minutes_{first.pk}": "45", "title": "typed"}
    found = text(planner.post("/inspections/new/", typed | {"step": "search", "province": "25"}))
    assert f'name="add" value="{second.pk}"' in found
    added = text(planner.post("/inspections/new/", typed | {"step": "add", "add": [second.pk]}))
    assert added.count('name="facility"') == 2
    assert 'value="45"' in added
    dropped = text(planner.post("/inspections/new/", typed | {"step": f"drop:{first.pk}"}))
    assert 'name="facility"' not in dropped
    assert 'value="typed"' in dropped


def test_facilities_picked_on_the_map_join_what_was_typed_before(planner: Client) -> None:
    first, second = a_site(1), a_site(2)
    to_map = planner.post("/inspections/new/", {"step": "map", "facility": [first.pk], "title": "typed"})
    assert to_map["Location"] == "/?pick=1"
    back = text(planner.get(f"/inspections/new/?facilities={second.pk}"))
    assert back.count('name="facility"') == 2
    assert 'value="typed"' in back


def test_a_plan_shows_times_reasons_and_the_estimate(planner: Client) -> None:
    plan = a_plan(a_site(1), a_site(2, lon=100.2, lat=7.0))
    page = text(planner.get(f"/inspections/{plan.pk}/"))
    assert "Travel times are an estimate" in page
    assert "08:30" in page
    assert "even as the only visit of the day: the earliest return is" in page


def test_changing_a_plan_moves_a_visit_to_another_team(planner: Client) -> None:
    site, first, second = a_site(1), a_crew("ทีมหนึ่ง"), a_crew("ทีมสอง")
    plan = a_plan(site, teams=(TeamWish(first.pk), TeamWish(second.pk)))
    assert 'value="2026-12-01"' in text(planner.get(f"/inspections/{plan.pk}/change/"))
    form = wish(site, team=first, **{f"pin_{site.pk}": second.pk}) | {"team": [first.pk, second.pk]}
    planner.post(f"/inspections/{plan.pk}/change/", form)
    assert plan.visits.get().plan_team.name_th == "ทีมสอง"


def test_a_final_plan_refuses_to_be_deleted(planner: Client) -> None:
    plan = finish_plan(a_plan(), actor=Actor("test"))
    assert planner.post(f"/inspections/{plan.pk}/delete/").status_code == 409
    assert Plan.objects.exists()


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("geojson", "application/geo+json"), ("gpx", "application/gpx+xml"), ("html", "text/html; charset=utf-8")],
)
def test_downloads_carry_their_type_and_a_thai_file_name(planner: Client, ending: str, kind: str) -> None:
    plan = a_plan(title='แผน "ก"\r\nX-Bad: 1/2')
    response = planner.get(f"/inspections/{plan.pk}/plan.{ending}")
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''2026-12-01%20%E0%B9%81%E0%B8%9C")
    assert "X-Bad" not in response.headers


@pytest.mark.parametrize("pk", [1, 2**70])
def test_an_unknown_plan_is_not_found(planner: Client, pk: int) -> None:
    assert planner.get(f"/inspections/{pk}/").status_code == 404


def test_the_page_of_a_plan_takes_few_queries(planner: Client, django_assert_max_num_queries) -> None:
    plan = a_plan(*[a_site(number) for number in range(1, 6)])
    with django_assert_max_num_queries(16):
        planner.get(f"/inspections/{plan.pk}/")


def test_the_list_counts_visits_teams_and_what_was_left_out(planner: Client) -> None:
    plan = a_plan(a_site(1), a_site(2))
    rows = planner.get("/inspections/").context["page"].object_list
    assert [(row.pk, row.visit_count, row.team_count, row.left_out) for row in rows] == [(plan.pk, 2, 1, 0)]
