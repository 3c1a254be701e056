"""Every export says where its times come from, keeps names as text, and asks no other host for anything."""

import json
import re

import gpxpy
import pytest
from django.utils import translation

from inspections.features import plan_geojson
from inspections.gpx import plan_gpx
from inspections.models import Plan
from inspections.takeaway import plan_html
from tests.builders_inspections import a_plan, a_site

pytestmark = pytest.mark.django_db
NASTY = "โรงงาน `${alert(1)}` </script><script>alert(2)</script> \"'\\ {{ 7*7 }} & Söhne"


@pytest.fixture(autouse=True)
def no_roads_in_english(settings, tmp_path):
    settings.GRAPH_DIR, settings.OSRM_URL = tmp_path, ""
    with translation.override("en"):
        yield


@pytest.fixture
def plan() -> Plan:
    return a_plan(a_site(1), a_site(2, name_th=NASTY), a_site(3, lon=100.2, lat=7), title="แผน `${1}` </title>")


def test_geojson_numbers_the_stops_and_dashes_estimated_legs(plan: Plan) -> None:
    features = json.loads(json.dumps(plan_geojson(plan)))["features"]
    kinds = [feature["properties"]["feature"] for feature in features]
    assert [kinds.count(kind) for kind in ("leg", "stop", "office", "left_out")] == [3, 2, 1, 1]
    assert all(f["properties"]["dashed"] for f in features if f["properties"]["feature"] == "leg")
    assert sorted(f["properties"]["number"] for f in features if "number" in f["properties"]) == [1, 2]


def test_geojson_gives_longitude_first(plan: Plan) -> None:
    stop = next(f for f in plan_geojson(plan)["features"] if f["properties"]["feature"] == "stop")
    lon, lat = stop["geometry"]["coordinates"]
    assert lon > 100 > lat


def test_gpx_has_a_track_a_route_and_a_waypoint_per_stop(plan: Plan) -> None:
    document = gpxpy.parse(plan_gpx(plan))
    assert [len(document.waypoints), len(document.routes), len(document.tracks)] == [2, 1, 1]
    assert [len(document.routes[0].points), len(document.tracks[0].segments)] == [4, 3]
    assert NASTY in {point.name.split(". ", 1)[1] for point in document.waypoints}
    assert document.waypoints[0].time is not None


@pytest.mark.parametrize("export", [lambda plan: json.dumps(plan_geojson(plan)), plan_gpx, plan_html])
def test_every_export_calls_an_estimate_an_estimate(plan: Plan, export) -> None:
    assert "Travel times are an estimate" in export(plan)


def test_the_file_to_take_along_loads_nothing(plan: Plan) -> None:
    page = plan_html(plan)
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert not re.findall(r"<(?:link|iframe|img)\b|@import|url\((?!#)", page)
    assert "L.polyline(" in page


def test_names_stay_text_in_the_file_to_take_along(plan: Plan) -> None:
    page = plan_html(plan)
    assert "alert(2)</script>" not in page
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
    assert " 49 " not in page
    assert "`${alert(1)}`" in page.split("<script>", 2)[0] + page.split("<section", 1)[1].split("</section>")[0]
    assert page.count("</title>") == 1


def test_the_reason_of_a_left_out_visit_is_in_every_readable_export(plan: Plan) -> None:
    assert "earliest return" in plan_html(plan)
    assert "earliest return" in json.dumps(plan_geojson(plan))
