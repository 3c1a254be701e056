"""The JSON API of the foundation, and how every machine path refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.test import Client
from django.utils.translation import override

from geo.models import Level
from tests.builders_geo import an_area, an_edition

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def test_search_answers_items_best_first(client: Client) -> None:
    an_edition(an_area("23", name_th="ตราด", name_en="Trat"))
    items = client.get("/api/search", {"q": "trat"}).json()["items"]
    assert items[0]["title"] == "จังหวัดตราด"
    assert set(items[0]["place"]) == {"lon", "lat"}


def test_searching_for_nothing_finds_nothing(client: Client) -> None:
    assert client.get("/api/search").json() == {"items": []}


def test_areas_are_listed_by_level_and_parent_without_geometry(client: Client) -> None:
    an_edition()
    an_edition(an_area("1001", size=0.5), an_area("2401", west=101), level=Level.DISTRICT)
    items = client.get("/api/areas", {"level": "district", "parent": "10"}).json()["items"]
    assert [item["code"] for item in items] == ["1001"]
    assert items[0] | {"edition": "squares", "quality": "simplified", "parent_code": "10"} == items[0]
    assert "boundary" not in items[0]


def test_areas_are_found_by_name(client: Client) -> None:
    an_edition(an_area("23", name_th="ตราด"), an_area("25", west=101, name_th="ปราจีนบุรี"))
    assert [item["code"] for item in client.get("/api/areas", {"q": "ตรา"}).json()["items"]] == ["23"]


def test_listing_areas_takes_one_query_and_a_limit_of_time(client: Client, django_assert_num_queries) -> None:
    """The limit of strangers' requests takes a transaction of its own: beginning, limit, end."""
    an_edition()
    with django_assert_num_queries(1 + 3):
        client.get("/api/areas")


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [("/api/areas?level=planet", "level", "planet"), ("/api/search?q=x&limit=0", "limit", "0")],
)
def test_a_value_that_breaks_a_rule_is_named(client: Client, address: str, field: str, value: str) -> None:
    answer = client.get(address)
    body = answer.json()
    assert (answer.status_code, answer["Content-Type"], body["code"]) == (400, PROBLEM, "bad_input")
    assert (body["field"], str(body["value"])) == (field, value)
    assert body["errors"][0]["rule"]


@pytest.mark.parametrize("address", ["/api/nowhere", "/api/areas/1/2", "/tiles/nowhere", "/ogc/nowhere"])
def test_an_unknown_machine_path_is_a_problem_not_a_page(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["code"] == "not_found"


def test_a_wrong_method_is_a_problem_naming_the_right_ones(client: Client) -> None:
    answer = client.delete("/api/areas")
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, PROBLEM, "GET")
    assert answer.json()["allowed"] == ["GET"]


def test_a_person_with_a_wrong_method_is_told_in_a_page(client: Client) -> None:
    answer = client.delete("/report/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert "ที่อยู่นี้ไม่มีหน้าให้เปิดดู" in answer.content.decode()


def test_an_empty_field_is_asked_for_in_plain_words() -> None:
    with override("th"), pytest.raises(ValidationError, match="กรุณากรอกข้อมูลช่องนี้"):
        CharField().clean("")


def test_problems_carry_the_members_of_rfc_9457(client: Client) -> None:
    body = client.get("/api/nowhere").json()
    assert {"type", "title", "status", "detail", "code"} <= set(body)
    assert body["status"] == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?q=%00", 200),
        ("/api/facilities?q=a%00", 200),
        ("/facilities/?find=%00", 200),
        ("/api/areas?q=%00", 200),
        ("/api/areas?parent=%00", 400),
        ("/tiles/facilities/0/0/0.mvt?kind=%00", 400),
    ],
)
def test_nul_in_an_address_is_nobodys_breakdown(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
