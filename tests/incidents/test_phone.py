"""The officer's telephone screen: filed for the caller, with open cases beside it."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from geo.coordinates import LonLat
from incidents.models import Report
from tests.builders_incidents import CHACHOENGSAO, PRACHIN_BURI, a_crew, a_report, an_officer

pytestmark = pytest.mark.usefixtures("country")

CALL = {"category": "odour", "description": "กลิ่นแรง", "place": "อ.ศรีมหาโพธิ จ.ปราจีนบุรี", "contact": "0812345678"}
HERE = {"lon": 101.5, "lat": 13.5}


def officer(*permissions: str) -> Client:
    """A browser of an officer who takes calls."""
    client = Client()
    client.force_login(a_crew("file_for_caller", *permissions, name="officer"))
    return client


def near(client: Client, **query: Any) -> Any:
    """What stands beside the form."""
    return client.get("/incidents/near.json", {**HERE, **query})


def test_a_call_is_filed_in_the_officers_name_and_the_code_stands_on_the_same_screen() -> None:
    answer = officer().post("/incidents/new/", CALL)
    report = Report.objects.get()
    assert answer.status_code == 200
    assert report.tracking_code in answer.content.decode()
    assert (report.channel, report.steps.get().actor_label, report.contact.contact) == (
        "phone",
        "officer",
        "0812345678",
    )


def test_the_screens_own_script_is_answered_in_json() -> None:
    client = officer()
    said = client.post("/incidents/new/", CALL, headers={"Accept": "application/json"}).json()
    assert said["tracking_code"] == Report.objects.get().tracking_code
    refused = client.post("/incidents/new/", {**CALL, "place": ""}, headers={"Accept": "application/json"})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["place"])


def test_what_is_wrong_keeps_what_was_typed() -> None:
    answer = officer().post("/incidents/new/", {**CALL, "category": ""})
    assert answer.status_code == 400
    assert all(text in answer.content.decode() for text in ("กลิ่นแรง", "0812345678"))


def test_only_who_may_take_calls_opens_it() -> None:
    client = Client()
    assert client.get("/incidents/new/").status_code == 302
    client.force_login(an_officer())
    assert client.get("/incidents/new/").status_code == 403


def test_open_cases_near_are_listed_nearest_first() -> None:
    far, close = a_report(LonLat(101.51, 13.5)), a_report(PRACHIN_BURI)
    a_report(CHACHOENGSAO)
    said = near(officer("view_exactplace")).json()
    assert [case["tracking_code"] for case in said["cases"]] == [close.tracking_code, far.tracking_code]
    assert len(said["features"]["features"]) == 2


def test_what_was_probably_reported_already_is_listed_with_reasons() -> None:
    known = a_report(now=timezone.now(), description="กลิ่นเหม็นจากโรงแป้งทุกคืน")
    said = near(officer("view_exactplace"), category="odour", text="กลิ่นเหม็นจากโรงแป้ง").json()
    assert [case["tracking_code"] for case in said["same"]] == [known.tracking_code]
    assert said["same"][0]["reasons"]


def test_without_the_right_to_exact_places_nothing_is_measured() -> None:
    a_report(now=timezone.now(), description="โทร 0812345678 บ้านเลขที่ 99/1")
    said = near(officer(), category="odour").json()
    assert [(case["distance"], "99/1" in case["text"]) for case in said["cases"]] == [("", False)]
    assert said["same"] == []
    assert said["features"]["features"][0]["geometry"]["coordinates"] != [101.5, 13.5]


def test_reports_of_a_restricted_circle_are_not_listed() -> None:
    a_report(category="staff_conduct")
    assert near(officer("view_exactplace")).json()["cases"] == []


@pytest.mark.parametrize("query", [{"lon": "x"}, {"lat": "nan"}, {"lon": ""}, {"error_m": "-1"}])
def test_a_place_that_is_none_is_a_400(query: dict[str, str]) -> None:
    assert near(officer(), **query).status_code == 400
