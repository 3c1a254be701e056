"""The JSON API of the register."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from facilities.api_parameters import NAMES
from facilities.models import Status, Substance
from facilities.new_facility import NewCertificate, NewLicence
from tests.builders_facilities import HERE, new_facility, register_all, registered, square

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


def test_it_takes_every_filter_beside_the_words(client: Client) -> None:
    register_all(new_facility(name_th=f"โรงสี {kind}", kind=kind) for kind in ("factory", "mine", "sme"))
    asked = {"q": "โรงสี", "kind": ["mine", "sme"], "area": "ปราจีนบุรี", "class": "3"}
    items = client.get("/api/facilities", asked).json()["items"]
    assert {item["kind"] for item in items} == {"mine", "sme"}


@pytest.mark.parametrize("words", ["", "โรงสี"])
def test_pages_follow_by_key(client: Client, words: str) -> None:
    stored = registered(*(new_facility(name_th=f"โรงสี {number}") for number in range(5)))
    first = client.get("/api/facilities", {"q": words, "limit": 3}).json()
    second = client.get("/api/facilities", {"q": words, "limit": 3, "after": first["next"]}).json()
    ids = [item["id"] for item in first["items"] + second["items"]]
    assert sorted(ids) == [facility.pk for facility in stored]
    assert first["next"] == first["items"][-1]["id"]
    assert second["next"] is None


def test_registrations_hold_the_14_digits_too(client: Client) -> None:
    registered(new_facility(licences=(NewLicence("จ3-9(1)-1/51ปจ", fourteen="20250000125516"),)))
    (item,) = client.get("/api/facilities", {"q": "20250000125516"}).json()["items"]
    assert item["registrations"] == ["จ3-9(1)-1/51ปจ", "20250000125516"]
    assert item["score"] == 1.0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"q": "ก" * 201}, "q"),
        ({"after": "x"}, "after"),
        ({"colour": "red"}, "colour"),
        ({"find": "โรงสี"}, "find"),
        ({"kind": "x"}, "kind"),
        ({"class": "9"}, "class"),
        ({"bbox": "a,b,c,d"}, "bbox"),
        ({"bbox": "101,13,100,14"}, "bbox"),
    ],
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


def test_licences_and_certificates_are_told_in_full(client: Client) -> None:
    licence = NewLicence("จ3-9(1)-1/51ปจ", status=Status.STOPPED, factory_class=3, types=(901,), horsepower=90.0)
    certificate = NewCertificate(scheme="tis", number="มอก. 15-2555", standard="มอก. 15")
    (mill,) = registered(new_facility(licences=(licence,), certificates=(certificate,)))
    told = client.get(f"/api/facilities/{mill.pk}").json()
    (held,) = told["licences"]
    assert (held["status"], held["factory_class"], held["types"], held["horsepower"]) == ("stopped", 3, [901], 90)
    assert told["certificates"][0]["standard"] == "มอก. 15"


def test_substances_are_for_those_who_may_see_them(client: Client) -> None:
    (mill,) = registered(new_facility())
    Substance.objects.create(facility=mill, name_th="แอมโมเนีย", quantity=2.5, unit="t", source="ตรวจ 2568")
    told = client.get(f"/api/facilities/{mill.pk}").json()
    assert (told["holds_substances"], told["substances"]) == (True, None)
    officer = User.objects.create_user("officer")
    officer.user_permissions.add(Permission.objects.get(codename="view_substance"))
    client.force_login(officer)
    assert client.get(f"/api/facilities/{mill.pk}").json()["substances"][0]["quantity"] == 2.5


def test_its_description_names_every_parameter(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    described = {parameter["name"] for parameter in paths["/api/facilities"]["get"]["parameters"]}
    assert described == set(NAMES)


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
