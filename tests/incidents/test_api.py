"""The JSON API: shapes of the contract, problem details, and requests sent twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from geo.coordinates import LonLat
from incidents.models import Report, ReporterContact, StoredAnswer
from incidents.operations import change_state
from incidents.states import State
from tests.builders_incidents import ACTOR, NOW, PRACHIN_BURI, a_body, a_factory, a_report

pytestmark = pytest.mark.usefixtures("country")


def post(client: Client, body: Any = None, key: str | None = None) -> Any:
    """The answer to `POST /api/reports`."""
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post("/api/reports", body or a_body(), content_type="application/json", headers=headers)


def test_a_report_answers_201_with_code_and_attribution(client: Client) -> None:
    for number in range(7):
        a_factory(LonLat(101.501 + number * 0.01, 13.5), key=str(number + 1))
    answer = post(client)
    said = answer.json()
    assert answer.status_code == 201
    assert answer["Location"] == f"/report/{said['tracking_code']}/"
    assert set(said) >= {"tracking_code", "state", "attribution"}
    assert set(said["attribution"]) >= {"nearest", "candidates", "areas", "competence"}
    assert set(said["attribution"]["nearest"]) >= {"id", "name", "kind", "registrations", "distance_m"}
    assert said["attribution"]["nearest"]["registrations"] == ["จ3-9(6)-1/51ปจ"]
    distances = [near["distance_m"] for near in said["attribution"]["candidates"]]
    assert len(distances) == 4
    assert [said["attribution"]["nearest"]["distance_m"], *distances] == sorted(
        [said["attribution"]["nearest"]["distance_m"], *distances]
    )


def test_locate_has_the_shape_of_the_contract(client: Client) -> None:
    a_factory()
    said = client.get("/api/locate", {"lon": 101.005, "lat": 13.5}).json()
    assert [(area["level"], area["code"]) for area in said["areas"]] == [("province", "25"), ("district", "2506")]
    assert set(said["competence"]["lead"]) >= {"office", "role", "legal_ground"}
    assert said["competence"]["lead"]["office"] == "pio-25"
    assert said["competence"]["boundary"]["edition"] == "squares"
    assert said["competence"]["boundary"]["quality"] == "survey"
    assert said["competence"]["border"]["distance_m"] == pytest.approx(541, abs=2)
    assert said["competence"]["border"]["beyond"]["office"] == "pio-24"
    assert said["nearest"][0]["kind"] == "factory"


def test_locate_can_ask_for_a_day(client: Client) -> None:
    place = {"lon": 101.005, "lat": 13.5}
    assert client.get("/api/locate", place | {"on": "2024-02-29"}).status_code == 200
    refused = client.get("/api/locate", place | {"on": "29 Feb"})
    assert refused.status_code == 400
    assert refused.json()["field"] == "on"


def test_a_missing_field_has_no_value(client: Client) -> None:
    said = client.get("/api/locate", {"lon": 101.5}).json()
    assert said["field"] == "lat"
    assert said["value"] is None


def test_stored_answers_are_forgotten_after_two_days(client: Client) -> None:
    post(client, key="first")
    StoredAnswer.objects.update(created_at=NOW - timedelta(days=400))
    post(client, key="second")
    assert list(StoredAnswer.objects.values_list("key", flat=True)) == ["second"]


def test_locate_answers_for_a_subject(client: Client) -> None:
    query = {"lon": 101.5, "lat": 13.5, "category": "fire_explosion"}
    assert client.get("/api/locate", query).json()["competence"]["lead"]["office"] == "dpm"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"category": "nonsense"}, 400, "bad_input"),
        ({"description": ""}, 400, "bad_input"),
        ({"lon": 1e9}, 400, "bad_input"),
        ({"lat": "north"}, 400, "bad_input"),
        ({"lat": None}, 400, "bad_input"),
        ({"accuracy_m": -3}, 400, "bad_input"),
        ({"contact": "x" * 300}, 400, "bad_input"),
        ({"lon": 2.35, "lat": 48.85}, 422, "outside_thailand"),
    ],
)
def test_a_broken_rule_is_problem_details(client: Client, changes: dict[str, Any], status: int, code: str) -> None:
    answer = post(client, a_body(**changes))
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["status"]) == (status, code, status)
    assert answer["Content-Type"].startswith("application/problem+json")
    assert {"type", "title", "detail"} <= set(problem)
    assert not Report.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"category": NaN}'])
def test_a_body_that_is_no_report_is_a_400(client: Client, body: str) -> None:
    assert client.post("/api/reports", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("query", ["", "lon=101.5", "lon=nan&lat=13", "lon=x&lat=13", "lon=101.5&lat=95"])
def test_locate_refuses_what_is_no_place(client: Client, query: str) -> None:
    assert client.get(f"/api/locate?{query}").status_code == 400


def test_the_same_key_and_body_is_carried_out_once(client: Client) -> None:
    first, second = post(client, key="k-1"), post(client, key="k-1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_the_same_key_with_another_body_is_a_conflict(client: Client) -> None:
    post(client, key="k-1")
    answer = post(client, a_body(description="อีกเรื่องหนึ่ง"), key="k-1")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert Report.objects.count() == 1


def test_a_refused_request_uses_no_key(client: Client) -> None:
    assert post(client, a_body(lon=2.35, lat=48.85), key="k-1").status_code == 422
    assert post(client, key="k-1").status_code == 201


@pytest.mark.parametrize("key", ["x" * 201, "two words", "กุญแจ"])
def test_a_key_is_short_visible_ascii(client: Client, key: str) -> None:
    answer = client.post("/api/reports", a_body(), content_type="application/json", **{"HTTP_IDEMPOTENCY_KEY": key})
    assert answer.status_code == 400


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_under_one_key_give_one_report() -> None:
    def send(_: int) -> Any:
        try:
            return post(Client(), key="k-1").json()["tracking_code"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = set(pool.map(send, range(8)))
    assert len(codes) == 1
    assert Report.objects.count() == 1


def test_no_csrf_token_is_asked_of_a_program() -> None:
    assert post(Client(enforce_csrf_checks=True)).status_code == 201


def test_the_contact_is_stored_apart_and_answered_nowhere(client: Client) -> None:
    answer = post(client, a_body(contact="0812345678"), key="k-1")
    assert "0812345678" not in answer.content.decode()
    assert ReporterContact.objects.get().contact == "0812345678"


def test_the_status_tells_state_office_and_district_and_no_more(client: Client) -> None:
    report = a_report(PRACHIN_BURI, description="ความลับของผู้แจ้ง", contact="0812345678")
    change_state(report, State.TRIAGED, actor=ACTOR, reason="sorted by hand", now=NOW)
    answer = client.get(f"/api/reports/{report.tracking_code.lower()}")
    said = answer.json()
    assert (said["state"], said["category"], said["lead"]["office"]) == ("triaged", "odour", "pio-25")
    assert [area["level"] for area in said["areas"]] == ["province", "district"]
    text = answer.content.decode()
    assert not [s for s in ("ความลับ", "0812345678", "101.5", "13.5", "sorted by hand") if s in text]


@pytest.mark.parametrize("code", ["PU-2222-2222", "nonsense", "%00"])
def test_an_unknown_code_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/api/reports/{code}").status_code == 404


def test_categories_come_in_the_order_of_the_form(client: Client) -> None:
    items = client.get("/api/categories").json()["items"]
    assert items[0]["code"] == "odour"
    assert {"radiation", "gas_leak", "fire_explosion"} <= {item["code"] for item in items}
    assert len(items) == 15


def test_half_a_surrogate_is_named_as_the_broken_value(client: Client) -> None:
    answer = post(client, '{"category": "\\ud800", "description": "xx", "lon": 101.5, "lat": 13.5}')
    assert (answer.status_code, answer.json()["field"], answer.json()["value"]) == (400, "category", "?")


def test_the_body_beyond_the_border_is_the_same_wherever_it_is_named(client: Client) -> None:
    said = client.get("/api/locate", {"lon": 100.005, "lat": 13.5}).json()["competence"]
    beyond = said["border"]["beyond"]
    assert beyond["code"] == "10"
    assert beyond["office"] in [body["office"] for body in said["supporting"]]


def test_a_suspected_site_is_named_to_officers_only(client: Client, admin_client: Client) -> None:
    hidden = a_factory(PRACHIN_BURI, key="hidden", kind="suspected")
    shown = a_factory(LonLat(PRACHIN_BURI.lon + 0.01, PRACHIN_BURI.lat), key="shown")
    where = f"/api/locate?lon={PRACHIN_BURI.lon}&lat={PRACHIN_BURI.lat}"
    assert [near["id"] for near in client.get(where).json()["nearest"]] == [shown.pk]
    assert [near["id"] for near in admin_client.get(where).json()["nearest"]] == [hidden.pk, shown.pk]
    receipt = post(client, a_body(lon=PRACHIN_BURI.lon, lat=PRACHIN_BURI.lat)).json()
    assert receipt["attribution"]["nearest"]["id"] == shown.pk
    assert Report.objects.get().attribution.nearest_id == hidden.pk
