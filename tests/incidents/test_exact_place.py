"""The exact place reaches those who may see it and nobody else: by no page, layer, list, filter or guessed address."""

import json
import math
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.gis.geos import Point
from django.test import Client

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.layers import Viewer
from incidents.models import Report
from incidents.models.report import BLUR_CELL_M
from incidents.shown_place import shown_place, unblurred
from tests.builders_incidents import a_crew, a_factory, a_report, an_officer
from tests.builders_tiles import features, tile_of

pytestmark = pytest.mark.usefixtures("country")

PLACE = LonLat(101.512345, 13.523456)
TEXT = "เผายางทุกคืน บ้านเลขที่ 77/9 โทร 081-234-5678 ติดต่อนายสมชาย ใจดี"
PUBLIC = Viewer()
CREW = Viewer(frozenset({"incidents.view_report", "incidents.change_report"}))
OFFICER = Viewer(frozenset({"incidents.view_report", "incidents.view_exactplace"}))
BLURRED = pytest.mark.parametrize("viewer", [PUBLIC, CREW], ids=["public", "crew"])
SECRETS = ("101.5123", "13.5234", "77/9", "081-234-5678", "สมชาย")

PAGES = [
    "/incidents/",
    "/incidents/?state=",
    "/incidents/part/",
    "/incidents/reports.csv",
    "/incidents/near.json?lon=101.512345&lat=13.523456",
    "/incidents/{pk}/",
    "/incidents/{pk}/panel/",
    "/api/search?q={code}",
    "/facilities/{site}/",
    "/facilities/{site}/panel/",
    "/report/{code}/",
    "/api/reports/{code}",
    "/ogc/collections/incidents",
    "/ogc/collections/incidents/items",
    "/ogc/collections/incidents/items/{pk}",
    "/tiles/incidents.json",
    "/ogc/collections/incidents/items?crs=http://www.opengis.net/def/crs/EPSG/0/3857",
    "/incidents/accuracy/",
    "/incidents/notices/",
    "/open311/v2/requests.json?start_date=2026-01-01T00:00:00Z",
    "/open311/v2/requests/{code}.json",
    "/open311/v2/requests/{code}.xml",
]


@pytest.fixture
def site() -> Facility:
    """387 m from the report: a number that tells how far it is."""
    return a_factory(
        LonLat(PLACE.lon + 387.3 * 0.6 / 108_300, PLACE.lat + 387.3 * 0.8 / 110_640), number="จ3-9(6)-1/51ปจ"
    )


@pytest.fixture
def report(site: Facility) -> Report:
    return Report.objects.get(pk=a_report(PLACE, description=TEXT, contact="081-234-5678").pk)


def login(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["public", "crew"])
def test_no_page_tells_it(client: Client, report: Report, site: Facility, path: str, who: str) -> None:
    if who == "crew":
        login(client, a_crew("file_for_caller", "export_report"))
    address = path.format(pk=report.pk, code=report.tracking_code, site=site.pk)
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    text = body.decode()
    asked = address.partition("?")[2]
    assert [secret for secret in SECRETS if secret in text.replace(asked, "")] == []
    assert not re.search(r"\b38[678](\.\d+)? ?(ม\.|m\b|เมตร)", text)


def test_officers_read_the_whole_text_and_the_place(client: Client, report: Report) -> None:
    text = login(client, an_officer()).get(f"/incidents/{report.pk}/").content.decode()
    assert "77/9" in text
    assert "101.51234" in text


def test_the_crew_reads_the_masked_text_at_the_blurred_place(client: Client, report: Report) -> None:
    text = login(client, a_crew()).get(f"/incidents/{report.pk}/").content.decode()
    assert "เผายางทุกคืน" in text
    assert "[เลขบ้าน]" in text


@BLURRED
def test_the_finest_tile_of_the_exact_place_is_empty(report: Report, viewer: Viewer) -> None:
    tile = tile_of(PLACE, 20)
    assert tile_of(shown_place(report, viewer), 20) != tile
    assert features("incidents", tile, viewer) == []
    assert len(features("incidents", tile, OFFICER)) == 1
    assert len(features("incidents", tile_of(shown_place(report, viewer), 20), viewer)) == 1


@pytest.mark.parametrize("who", ["public", "crew"])
def test_bisecting_by_boxes_ends_at_the_blurred_place(client: Client, report: Report, who: str) -> None:
    if who == "crew":
        login(client, a_crew())
    west, south, east, north = 101.4, 13.4, 101.6, 13.6
    for _halving in range(24):
        middle = (west + east) / 2
        west, east = (west, middle) if _within(client, west, south, middle, north) else (middle, east)
        middle = (south + north) / 2
        south, north = (south, middle) if _within(client, west, south, east, middle) else (middle, north)
    found, cell = Point(west, south), unblurred(report.blurred)
    assert found.distance(cell) < 1e-6
    assert found.distance(Point(PLACE.lon, PLACE.lat)) > 1e-4


@pytest.mark.parametrize(
    "condition",
    [
        "S_INTERSECTS(geometry,BBOX(101.5123,13.5234,101.5124,13.5235))",
        "error_radius_m=20",
        "description LIKE '%77/9%'",
        "CASEI(description) LIKE CASEI('%สมชาย%')",
    ],
)
def test_no_filter_finds_it_for_the_crew(client: Client, report: Report, condition: str) -> None:
    answer = login(client, a_crew()).get("/ogc/collections/incidents/items", {"filter": condition})
    assert answer.status_code == 400 or answer.json()["features"] == []


def test_the_crew_gets_the_cell_and_all_the_rest(client: Client, report: Report) -> None:
    (feature,) = login(client, a_crew()).get("/ogc/collections/incidents/items").json()["features"]
    cell = unblurred(report.blurred)
    assert feature["geometry"]["coordinates"] == pytest.approx(list(cell.coords), abs=1e-6)
    assert feature["properties"]["tracking_code"] == report.tracking_code
    assert feature["properties"]["description"] == report.public_text
    assert "error_radius_m" not in feature["properties"]


@BLURRED
def test_the_shown_place_is_the_centre_of_the_cell_that_the_database_made(report: Report, viewer: Viewer) -> None:
    made = Report.objects.blurred_place(report.pk)
    assert shown_place(report, viewer).lon == pytest.approx(made.x, abs=1e-9)
    assert shown_place(report, viewer).lat == pytest.approx(made.y, abs=1e-9)


@BLURRED
def test_neighbours_in_a_cell_are_shown_at_one_place(viewer: Viewer) -> None:
    cell = Report.objects.get(pk=a_report(PLACE).pk).blurred
    near = BLUR_CELL_M / 4 / (111_320 * math.cos(math.radians(13.5)))
    centre = unblurred(cell)
    places = [LonLat(centre.x + dx, centre.y + dy) for dx in (-near, near) for dy in (-near, near)]
    shown = {shown_place(Report.objects.get(pk=a_report(place).pk), viewer) for place in places}
    assert len(shown) == 1


def test_the_history_of_changes_holds_no_place_and_no_words(report: Report) -> None:
    from geo.models import Change

    told = json.dumps(list(Change.objects.values("reason", "before", "after")), ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in told] == []


def _within(client: Client, west: float, south: float, east: float, north: float) -> bool:
    box = ",".join(f"{side:.9f}" for side in (west, south, east, north))
    found: list[Any] = client.get(f"/ogc/collections/incidents/items?bbox={box}").json()["features"]
    return bool(found)
