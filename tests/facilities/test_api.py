"""The JSON API of the register."""

import pytest
from django.test import Client

from tests.builders_facilities import HERE, new_facility, registered, square

pytestmark = pytest.mark.django_db


def test_search_gives_the_agreed_shape(client: Client) -> None:
    (mill,) = registered(new_facility(name_th="โรงสีข้าวรุ่งเรือง"))
    (item,) = client.get("/api/facilities", {"q": "รุ่งเรือง", "limit": 5}).json()["items"]
    assert {"id", "name_th", "registrations", "lon", "lat", "score"} <= set(item)
    assert (item["id"], item["lon"], item["lat"]) == (mill.pk, HERE.lon, HERE.lat)


def test_without_words_the_register_comes_in_order(client: Client) -> None:
    stored = registered(*(new_facility() for _ in range(3)))
    items = client.get("/api/facilities", {"limit": 2}).json()["items"]
    assert [item["id"] for item in items] == [facility.pk for facility in stored[:2]]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"limit": 0}, "limit"), ({"limit": 101}, "limit"), ({"limit": "x"}, "limit"), ({"q": "ก" * 201}, "q")],
)
def test_bad_input_names_the_field(client: Client, query: dict[str, object], field: str) -> None:
    response = client.get("/api/facilities", query)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert (response.json()["code"], response.json()["field"]) == ("bad_input", field)


def test_one_facility_tells_everything(client: Client) -> None:
    (mill,) = registered(new_facility())
    told = client.get(f"/api/facilities/{mill.pk}").json()
    assert (told["factory_class"], told["position_method"], told["error_radius_m"]) == (3, "stated", 200)
    assert told["activities"][0]["type_code"] == 9
    assert told["licences"][0]["form"] == "old"


def test_geometry_is_the_footprint_with_its_quality(client: Client) -> None:
    (mine,) = registered(new_facility(None, footprint=square(HERE, 0.01)))
    feature = client.get(f"/api/facilities/{mine.pk}/geometry").json()
    assert feature["geometry"]["type"] == "MultiPolygon"
    wanted = {"registrations", "name_th", "kind", "status", "position_source", "position_method", "error_radius_m"}
    assert wanted | {"subdistrict_code"} <= set(feature["properties"])


@pytest.mark.parametrize("key", ["1", "99999999999999999999999"])
def test_an_unknown_facility_is_a_problem_document(client: Client, key: str) -> None:
    response = client.get(f"/api/facilities/{key}")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
