"""`/open311/v2/`: what is served, to whom, in which form."""

import json
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from geo.changes import Actor
from incidents.life import change_state
from incidents.models import ApiClient, Report
from incidents.outside.open311.filing import digest_of
from incidents.states import State
from tests.builders_incidents import NOW, a_report

pytestmark = pytest.mark.usefixtures("country")
V2 = "/open311/v2"
KEY = "key-of-a-programme"
WORDS = "กลิ่นสารเคมีแรงมาก โทร 0812345678"


@pytest.fixture(autouse=True)
def programme(country: None) -> ApiClient:
    """One with a key, and one whose key was switched off."""
    ApiClient.objects.create(label="old", key_digest=digest_of("old-key"), active=False)
    return ApiClient.objects.create(label="partner", key_digest=digest_of(KEY))


@pytest.fixture(autouse=True)
def same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the views stands an hour after the reports."""
    from incidents.outside.open311 import views

    monkeypatch.setattr(views.timezone, "now", lambda: NOW + timedelta(hours=1))


def got(client: Client, path: str, **query: str) -> Any:
    """The JSON of an address."""
    answer = client.get(f"{V2}/{path}", query)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def filed(client: Client, path: str = "requests.json", **changes: Any) -> Any:
    """A request from the programme, as a form."""
    values = {"api_key": KEY, "service_code": "odour", "lat": "13.5", "long": "101.5", "description": WORDS}
    return client.post(f"{V2}/{path}", {k: v for k, v in {**values, **changes}.items() if v is not None})


def test_discovery_says_where_and_in_what(client: Client) -> None:
    (endpoint,) = got(client, "discovery.json")["endpoints"]
    assert endpoint["url"].endswith("/open311/v2/")
    root = fromstring(client.get(f"{V2}/discovery.xml").content)
    assert root.find("endpoints/endpoint/specification") is not None


def test_services_are_the_open_categories(client: Client) -> None:
    codes = {service["service_code"] for service in got(client, "services.json")}
    assert "odour" in codes
    assert "staff_conduct" not in codes
    assert got(client, "services/odour.json") == {"service_code": "odour", "attributes": []}


@pytest.mark.parametrize("path", ["services/staff_conduct.json", "services/none.xml", "requests/1.json", "tokens/x"])
def test_what_is_not_there_is_said_in_the_shape_of_the_specification(client: Client, path: str) -> None:
    answer = client.get(f"{V2}/{path}")
    assert answer.status_code == 404
    said = fromstring(answer.content) if path.endswith("xml") else json.loads(answer.content)
    code = said.findtext("error/code") if path.endswith("xml") else str(said[0]["code"])
    assert code == "404"


def test_the_suffix_goes_before_what_is_accepted(client: Client) -> None:
    xml = {"HTTP_ACCEPT": "application/xml"}
    assert client.get(f"{V2}/services", **xml).headers["Content-Type"].startswith("text/xml")
    assert client.get(f"{V2}/services.json", **xml).headers["Content-Type"] == "application/json"
    assert client.get(f"{V2}/services").headers["Content-Type"] == "application/json"


def test_a_request_is_filed_attributed_and_found_by_its_code(client: Client) -> None:
    answer = filed(client, email="a@b.example", first_name="สมชาย")
    assert answer.status_code == 201
    code = json.loads(answer.content)[0]["service_request_id"]
    report = Report.objects.get(tracking_code=code)
    assert (report.channel, report.attribution.lead_id) == ("open311", "pio-25")
    assert report.contact.contact == "สมชาย a@b.example"
    assert got(client, f"requests/{code}.json")[0]["service_request_id"] == code
    assert got(client, f"tokens/{code}.json") == [{"service_request_id": code, "token": code}]


def test_json_and_xml_are_filed_and_answered(client: Client) -> None:
    body = {"api_key": KEY, "service_code": "odour", "lat": 13.5, "long": 101.5, "description": "กลิ่น"}
    answer = client.post(f"{V2}/requests.xml", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201
    assert fromstring(answer.content).findtext("request/service_request_id") == Report.objects.get().tracking_code


def test_a_place_may_be_told_in_words_and_pictures_are_refused_with_words(client: Client) -> None:
    place = {"lat": None, "long": None, "address_string": "13.5, 101.5"}
    answer = filed(client, media_url="http://pictures.example/1.jpg", **place)
    assert answer.status_code == 201
    assert "/api/photos" in json.loads(answer.content)[0]["service_notice"]


def test_sent_twice_under_one_key_is_filed_once(client: Client) -> None:
    values = {"api_key": KEY, "service_code": "odour", "lat": "13.5", "long": "101.5"}
    codes = {client.post(f"{V2}/requests", values, HTTP_IDEMPOTENCY_KEY="1").content for _time in range(2)}
    assert (len(codes), Report.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "wrong"}, 403),
        ({"api_key": "old-key"}, 403),
        ({"service_code": None}, 400),
        ({"service_code": "none"}, 404),
        ({"service_code": "staff_conduct"}, 404),
        ({"jurisdiction_id": "boston.gov"}, 404),
        ({"lat": None, "long": None}, 400),
        ({"lat": "north"}, 400),
        ({"lat": "48.85", "long": "2.35"}, 422),
        ({"address_id": "7"}, 400),
    ],
)
def test_what_cannot_be_filed_is_refused_in_their_shape(client: Client, changes: dict[str, Any], status: int) -> None:
    answer = filed(client, **changes)
    assert (answer.status_code, json.loads(answer.content)[0]["code"]) == (status, status)
    assert not Report.objects.exists()


def test_the_public_gets_masked_words_and_a_blurred_place(client: Client) -> None:
    report = a_report(description=WORDS)
    (said,) = got(client, "requests.json")
    assert "0812345678" not in said["description"]
    assert abs(said["lat"] - 13.5) + abs(said["long"] - 101.5) > 0.0005
    assert (said["lat"], said["long"]) == _centre(report)
    assert (said["status"], said["agency_responsible"] != "") == ("open", True)


def test_tracking_codes_are_listed_for_programmes_only(client: Client) -> None:
    report = a_report()
    assert got(client, "requests.json")[0]["service_request_id"] == str(report.pk)
    assert got(client, "requests.json", api_key=KEY)[0]["service_request_id"] == report.tracking_code
    assert client.get(f"{V2}/requests.json", {"api_key": "wrong"}).status_code == 403
    assert got(client, f"requests/{report.pk}.json")[0]["service_request_id"] == str(report.pk)


def test_what_is_for_a_narrower_circle_is_nowhere(client: Client) -> None:
    report = a_report(category="staff_conduct")
    assert got(client, "requests.json") == []
    for name in (report.tracking_code, str(report.pk)):
        assert got(client, "requests.json", service_request_id=name) == []
        assert client.get(f"{V2}/requests/{name}.json").status_code == 404


def test_who_knows_the_code_sees_what_was_refused(client: Client) -> None:
    report = a_report()
    change_state(report, State.REFUSED, actor=Actor("o"), reason="a test", now=NOW, grounds="no_report")
    assert got(client, f"requests/{report.tracking_code}.json")[0]["status"] == "closed"
    assert client.get(f"{V2}/requests/{report.pk}.json").status_code == 404
    assert got(client, "requests.json") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"service_code": "odour"}, 1),
        ({"service_code": "odour,wastewater"}, 2),
        ({"status": "open"}, 2),
        ({"status": "closed"}, 0),
        ({"status": "open,closed"}, 2),
        ({"start_date": "2026-03-12T00:00:00Z", "end_date": "2026-03-13T00:00:00Z"}, 2),
        ({"start_date": "2026-03-12T09:30:00+07:00"}, 1),
        ({"end_date": "2026-03-11T00:00:00Z"}, 0),
        ({"updated_after": "2026-03-12T02:30:00Z"}, 1),
        ({"page": "2", "page_size": "1"}, 1),
        ({"page": "3", "page_size": "1"}, 0),
    ],
)
def test_requests_are_filtered_and_paged(client: Client, query: dict[str, str], count: int) -> None:
    a_report()
    a_report(category="wastewater", now=NOW + timedelta(minutes=45))
    assert len(got(client, "requests.json", **query)) == count


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-05-01T00:00:00Z"},
        {"start_date": "yesterday"},
        {"status": "lost"},
        {"page": "0"},
        {"page_size": "1001"},
        {"page": "9" * 30},
    ],
)
def test_a_query_that_means_nothing_is_refused(client: Client, query: dict[str, str]) -> None:
    assert client.get(f"{V2}/requests.json", query).status_code == 400


def test_requests_named_one_by_one_override_every_filter(client: Client) -> None:
    first, second = a_report(), a_report()
    names = f"{first.tracking_code},{second.tracking_code},PU-XXXX-XXXX"
    found = got(client, "requests.json", service_request_id=names, status="closed")
    assert {one["service_request_id"] for one in found} == {first.tracking_code, second.tracking_code}


def test_a_list_costs_the_same_however_long(client: Client, django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        a_report()
    with django_assert_max_num_queries(3):
        assert len(got(client, "requests.json")) == 5


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_taken(client: Client, method: str) -> None:
    answer = getattr(client, method)(f"{V2}/requests.json")
    assert (answer.status_code, json.loads(answer.content)[0]["code"]) == (405, 405)


def _centre(report: Report) -> tuple[float, float]:
    centre = Report.objects.blurred_place(report.pk)
    return round(centre.y, 5), round(centre.x, 5)
