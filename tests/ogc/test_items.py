"""Pages of features: parameters, paging by key, coordinate systems, what each rule refuses."""

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Proj

from geo.coordinates import LonLat
from geo.ogc.crs import SYSTEMS
from tests.builders_facilities import new_facility, register_all
from tests.ogc.conftest import ids

pytestmark = pytest.mark.django_db


def test_facilities_say_what_others_rely_on(register: Any, ask: Any) -> None:
    mill = ask()["features"][0]
    assert mill["geometry"] == {"type": "Point", "coordinates": [101.6, 13.8]}
    assert mill["properties"]["registrations"] == ["จ3-9(1)-7/51ปจ", "จ3-9(1)-8/52ปจ"]
    assert mill["properties"]["types"] == ["9(1)"]
    assert {"name_th", "kind", "status", "position_source", "position_method", "error_radius_m"} <= mill[
        "properties"
    ].keys()


def test_the_place_is_null_only_where_nothing_is_known(register: Any, ask: Any) -> None:
    shapes = {feature["id"]: feature["geometry"] and feature["geometry"]["type"] for feature in ask()["features"]}
    expected = {"mill": "Point", "works": "Point", "lost": None, "mine": "MultiPolygon"}
    assert shapes == {register[name].pk: shape for name, shape in expected.items()}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"kind": "mine"}, "mine"),
        ({"class": "3"}, "mill"),
        ({"class": "3.0", "kind": "factory"}, "mill"),
        ({"registrations": "จ3-9(1)-8/52ปจ"}, "mill"),
        ({"hazard": "false", "kind": "mine"}, "mine"),
        ({"bbox": "101,13,102,14"}, "mill works"),
        ({"bbox": "101,13,-5,102,14,99"}, "mill works"),
        ({"bbox": "102.55,14.55,103,15"}, "mine"),
        ({"bbox": "101.6,13.8,101.6,13.8"}, "mill"),
        ({"bbox": "101.6,13,101.6,14"}, "mill"),
        ({"bbox": "13,101,14,102", "bbox_crs": "EPSG:4326"}, "mill works"),
        ({"bbox": "700000,1400000,800000,1500000", "bbox_crs": "EPSG:32647"}, "works"),
        ({"datetime": "2020-01-01T00:00:00Z/.."}, "mill works lost mine"),
        ({"datetime": "../2020-01-01"}, ""),
        ({"limit": "2"}, "mill works"),
        ({"limit": "20000"}, "mill works lost mine"),
    ],
)
def test_a_parameter_keeps_what_it_says(register: Any, ask: Any, query: dict[str, str], names: str) -> None:
    assert ids(ask(**query)) == [register[name].pk for name in names.split()]


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("bbox", "a,b,c,d", "numbers with commas"),
        ("bbox", "nan,13,102,14", "numbers with commas"),
        ("bbox", "1,2,3", "four numbers"),
        ("bbox", "1,2,3,4,5", "or six"),
        ("bbox", "102,13,101,14", "each least value first"),
        ("bbox", "101,14,102,13", "each least value first"),
        ("bbox", "170,10,-170,20", "antimeridian"),
        ("bbox", "101,13,102,91", "latitudes from -90 to 90"),
        ("bbox", "-181,13,102,14", "longitudes from -180 to 180"),
        ("bbox", "1e999,13,1e999,14", "on the globe"),
        ("bbox-crs", "EPSG:9999", "bbox-crs is one of"),
        ("crs", "x", "crs is one of"),
        ("filter-lang", "sql", "cql2-text, cql2-json"),
        ("datetime", "yesterday", "timestamp has its zone"),
        ("datetime", "2021-01-01/2020-01-01", "begins before it ends"),
        ("datetime", "..", "moments such as"),
        ("limit", "0", "from 1 to 10,000"),
        ("limit", "ten", "whole number from 1 to 10,000"),
        ("limit", "9" * 20, "from 1 to 10,000"),
        ("limit", "9" * 5000, "from 1 to 10,000"),
        ("after", "9" * 20, "whole number"),
        ("after", "x", "whole number"),
        ("class", "three", "class is a number"),
        ("class", "nan", "finite"),
        ("hazard", "yes", "true or false"),
        ("updated_at", "x", "timestamp"),
        ("offset", "10", "no such parameter"),
        ("f", "xml", "json or html"),
        ("count", "yes", "count is exact"),
    ],
)
def test_a_parameter_that_breaks_a_rule_is_told_which(client: Any, field: str, value: str, rule: str) -> None:
    response = client.get("/ogc/collections/facilities/items", {field: value})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    problem = response.json()
    assert rule in problem["detail"]
    assert problem["field"] in (field, "filter")


def test_a_parameter_given_twice_is_refused(client: Any) -> None:
    assert client.get("/ogc/collections/facilities/items?bbox=1,2,3,4&bbox=5,6,7,8").status_code == 400


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="0123456789,.-+eEnaif \x00ก", max_size=40))
def test_no_bbox_is_a_fault_of_ours(client: Any, text: str) -> None:
    assert client.get("/ogc/collections/facilities/items", {"bbox": text}).status_code in (200, 400)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=4, max_size=4), st.sampled_from(SYSTEMS))
def test_no_box_in_any_system_is_a_fault_of_ours(client: Any, numbers: list[float], crs: Any) -> None:
    query = {"bbox": ",".join(map(repr, numbers)), "bbox-crs": crs.uri}
    assert client.get("/ogc/collections/facilities/items", query).status_code in (200, 400)


def followed(client: Any, address: str) -> list[list[int]]:
    """The pages, from link to link."""
    pages = []
    while address:
        answer = client.get(address).json()
        pages.append(ids(answer))
        address = next((link["href"] for link in answer["links"] if link["rel"] == "next"), "")
    return pages


def test_pages_follow_the_key(register: Any, client: Any) -> None:
    pages = followed(client, "/ogc/collections/facilities/items?limit=2&kind=factory")
    assert pages == [[register["mill"].pk, register["works"].pk], [register["lost"].pk]]


def test_a_page_is_the_same_when_rows_come_in_before_it(register: Any, client: Any) -> None:
    first = client.get("/ogc/collections/facilities/items?limit=3").json()
    next_page = next(link["href"] for link in first["links"] if link["rel"] == "next")
    register_all([new_facility(LonLat(100, 13))])
    register["mill"].delete()
    assert ids(client.get(next_page).json())[0] == register["mine"].pk


def test_a_page_that_has_grown_too_large_ends_early(register: Any, client: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("geo.ogc.rows.MOST_CHARACTERS", 10)
    monkeypatch.setattr("geo.ogc.rows.CHUNK", 1)
    assert [len(page) for page in followed(client, "/ogc/collections/facilities/items")] == [1, 1, 1, 1]


def test_numbers_are_said(register: Any, ask: Any) -> None:
    answer = ask(limit=3)
    assert (answer["numberMatched"], answer["numberReturned"]) == (4, 3)
    assert "numberMatched" not in ask(limit=1, after=register["mill"].pk)
    assert ask(limit=1, count="exact", after=register["mill"].pk)["numberMatched"] == 4


def test_a_slow_count_is_left_out(register: Any, ask: Any, monkeypatch: Any) -> None:
    def slow(rows: Any, **_: Any) -> None:
        return None

    monkeypatch.setattr("geo.ogc.rows.count", slow)
    assert "numberMatched" not in ask(limit=1)


def test_a_filter_that_takes_too_long_is_ended(register: Any, ask: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("geo.ogc.rows.READ_MS", 1)
    slow = " OR ".join(["CASEI(name_th) LIKE CASEI('%a%b%c%d%')"] * 200)
    assert "narrow it" in ask(filter=slow, status=503)["detail"]


def test_no_number_is_held_by_nobody(register: Any, ask: Any) -> None:
    assert ids(ask(registrations="")) == []
    assert ids(ask(filter="A_CONTAINS(registrations, (''))")) == []


LON, LAT = 100.50747179, 13.75434198
"""EPSG:32647 662981.28 1521067.88: where EPSG:24047 663314 1520765 lies by the parameters of Thai surveyors."""


def indian_degrees() -> list[float]:
    """Latitude, longitude on the Everest ellipsoid: the projection undone, no datum involved."""
    lon, lat = Proj(proj="utm", zone=47, a=6377276.345, rf=300.8017)(663314, 1520765, inverse=True)
    return [lat, lon]


@pytest.mark.parametrize(
    ("code", "expected", "within"),
    [
        ("4326", [LAT, LON], 1e-7),
        ("3857", [LON * 111319.49079, 6378137 * math.log(math.tan(math.pi / 4 + math.radians(LAT) / 2))], 0.01),
        ("32647", [662981.3, 1521067.9], 0.1),
        ("24047", [663314, 1520765], 5),
        ("4240", indian_degrees(), 5e-5),
    ],
)
def test_geometries_come_in_the_system_asked_for(client: Any, code: str, expected: list[float], within: float) -> None:
    register_all([new_facility(LonLat(LON, LAT))])
    uri = f"http://www.opengis.net/def/crs/EPSG/0/{code}"
    response = client.get("/ogc/collections/facilities/items", {"crs": uri})
    assert response["Content-Crs"] == f"<{uri}>"
    assert response.json()["features"][0]["geometry"]["coordinates"] == pytest.approx(expected, abs=within)


@pytest.mark.parametrize(
    ("system", "x", "y"), [("EPSG:24047", 663314, 1520765), ("EPSG:24048", 0, 0), ("EPSG:32647", 662981, 1521068)]
)
def test_boxes_in_metres_land_within_five_metres(client: Any, system: str, x: float, y: float) -> None:
    if system == "EPSG:24048":
        x, y = Proj(proj="utm", zone=48, a=6377276.345, rf=300.8017)(*reversed(indian_degrees()))
    register_all([new_facility(LonLat(LON, LAT))])
    for offset, count in ((0, 1), (50, 0)):
        box = f"{x - 5 + offset},{y - 5},{x + 5 + offset},{y + 5}"
        answer = client.get("/ogc/collections/facilities/items", {"bbox": box, "bbox-crs": system}).json()
        assert answer["numberReturned"] == count


def test_one_feature_has_its_links(register: Any, client: Any) -> None:
    response = client.get(f"/ogc/collections/facilities/items/{register['mine'].pk}")
    assert response["Content-Type"] == "application/geo+json"
    assert {"self", "alternate", "collection"} <= {link["rel"] for link in response.json()["links"]}


@pytest.mark.parametrize("key", ["0", "999999999", "9" * 30, "0" * 5000, "x", "1.0", "-1"])
def test_a_feature_that_is_not_there_is_not_found(client: Any, key: str) -> None:
    response = client.get(f"/ogc/collections/facilities/items/{key}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
