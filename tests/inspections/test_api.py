"""The JSON API: permissions, the whole plan, and problem details that name field, value and rule."""

import pytest
from django.test import Client

from inspections.models import Plan
from tests.builders_inspections import a_crew, a_plan, a_planner, a_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_roads(settings, tmp_path) -> None:
    settings.GRAPH_DIR, settings.OSRM_URL = tmp_path, ""


def post(client: Client, **fields):
    return client.post("/api/plans", fields, content_type="application/json")


def test_strangers_get_problem_details(client: Client) -> None:
    response = post(client, date="2026-12-01", visits=[], teams=[])
    assert response.status_code in (401, 403)
    assert response["Content-Type"] == "application/problem+json"


def test_a_viewer_may_not_make_plans(client: Client) -> None:
    client.force_login(a_planner("view_plan"))
    response = post(client, date="2026-12-01", visits=[{"facility": 1}], teams=[{"team": 1}])
    assert (response.status_code, response.json()["code"]) == (403, "not_allowed")


def test_a_plan_is_made_and_read_back(client: Client) -> None:
    client.force_login(a_planner())
    site = a_site(1)
    made = post(client, date="2026-12-01", visits=[{"facility": site.pk}], teams=[{"team": a_crew().pk}])
    assert made.status_code == 201
    (day,) = made.json()["days"]
    assert day["leave"] == "2026-12-01T08:30:00+07:00"
    assert [stop["facility"] for stop in day["stops"]] == [site.pk]
    assert client.get(f"/api/plans/{made.json()['id']}").json() == made.json()


def test_geojson_is_served(client: Client) -> None:
    client.force_login(a_planner())
    found = client.get(f"/api/plans/{a_plan().pk}/geojson").json()
    assert found["type"] == "FeatureCollection"
    assert found["travel_label"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"teams": []}, "teams"),
        ({"visits": [{"facility": 999_999}]}, "facilities"),
        ({"visits": [{"facility": 1, "minutes": 0}]}, "minutes"),
        ({"teams": [{"team": 1, "day_start": "17:00", "day_end": "08:00"}]}, "window"),
    ],
)
def test_what_cannot_be_planned_is_named(client: Client, fields: dict, field: str) -> None:
    client.force_login(a_planner())
    asked = {"date": "2026-12-01", "visits": [{"facility": a_site(1).pk}], "teams": [{"team": a_crew().pk}]}
    response = post(client, **(asked | fields))
    assert (response.status_code, response.json()["field"]) == (400, field)
    assert not Plan.objects.exists()


def test_an_unreadable_date_is_named(client: Client) -> None:
    client.force_login(a_planner())
    response = post(client, date="soon", visits=[], teams=[])
    assert response.status_code == 400
    assert response.json()["errors"][0]["value"] == "soon"
