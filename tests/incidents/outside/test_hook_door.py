"""`/hooks/traffy/<secret>`: who may push, what is kept, what becomes of it."""

import json
from typing import Any

import httpx
import pytest
from django.test import Client

from geo.errors import Unavailable
from incidents.models import InboundEvent, OutsideTicket, Report, StateChange
from incidents.outside import hook_door
from incidents.outside.jobs import apply_waiting_messages
from tests.builders_outside import HOOK, KEY, a_chat, a_new, a_status, a_system

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def no_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that comes in sends nothing out: any call fails the test."""

    def fail(*args: object, **kwargs: object) -> None:
        raise AssertionError("an outside system was called")

    monkeypatch.setattr(httpx.Client, "send", fail)


def push(client: Client, body: Any, *, method: str = "POST", path: str = HOOK, **more: Any) -> Any:
    """A message as Traffy sends it."""
    content = body if isinstance(body, bytes) else json.dumps(body)
    return client.generic(method, path, content, content_type=more.pop("content_type", "application/json"), **more)


def test_a_new_issue_becomes_a_report_of_its_own_day(client: Client) -> None:
    a_system()
    answer = push(client, a_new())
    assert (answer.status_code, answer.json()["stored"]) == (200, True)
    report = OutsideTicket.objects.get(key=KEY).report
    assert report is not None
    assert (report.channel, report.category_id, report.state) == ("traffy", "noise_vibration", "received")
    assert report.received_at.isoformat() == "2026-03-12T02:00:00+00:00"
    assert report.attribution.lead_id == "pio-25"


def test_a_status_moves_the_case_by_steps_that_say_whose_word_it_is(client: Client) -> None:
    a_system()
    push(client, a_new())
    push(client, a_status("finish"), method="PATCH")
    steps = list(StateChange.objects.order_by("number").values_list("kind", "to_state", "reason"))
    assert steps[0][:2] == ("state", "received")
    assert [step[:2] for step in steps[1:]] == [("outside", s) for s in ("assigned", "accepted", "resolved")]
    assert StateChange.objects.order_by("-number")[0].data["outside"]["label"] == "เสร็จสิ้น"


def test_a_status_before_its_issue_waits_for_it(client: Client) -> None:
    a_system()
    assert push(client, a_status("finish"), method="PATCH").status_code == 200
    assert not Report.objects.exists()
    push(client, a_new())
    assert Report.objects.get().state == "resolved"


def test_the_same_message_again_changes_nothing(client: Client) -> None:
    a_system()
    answers = [push(client, a_new()).json()["new"] for _time in range(3)]
    assert answers == [True, False, False]
    assert (Report.objects.count(), InboundEvent.objects.count(), StateChange.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("path", ["/hooks/traffy/wrong", "/hooks/traffy/" + "x" * 500, "/hooks/traffy/ก"])
def test_a_forged_message_is_refused_and_leaves_nothing(client: Client, path: str) -> None:
    a_system()
    answer = push(client, a_new(), path=path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not InboundEvent.objects.exists()


def test_a_caller_from_elsewhere_is_answered_like_a_wrong_secret(client: Client) -> None:
    a_system(allowed_from=["203.0.113.0/24"])
    elsewhere, wrong = push(client, a_new()), push(client, a_new(), path="/hooks/traffy/wrong")
    assert (elsewhere.status_code, elsewhere.content) == (wrong.status_code, wrong.content)
    assert push(client, a_new(), REMOTE_ADDR="203.0.113.9").status_code == 200


def test_a_caller_behind_the_web_server_in_front_is_who_that_one_says(client: Client, settings: Any) -> None:
    settings.HTTPS = True
    a_system(allowed_from=["203.0.113.0/24"])
    said = {"REMOTE_ADDR": "127.0.0.1", "secure": True}
    assert push(client, a_new(), HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9", **said).status_code == 200
    assert push(client, a_new(), HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.1", **said).status_code == 404


def test_a_system_without_a_secret_takes_nothing(client: Client) -> None:
    a_system(hook_digest="")
    assert push(client, a_new(), path="/hooks/traffy/").status_code == 404
    assert push(client, a_new()).status_code == 404


@pytest.mark.parametrize("body", [a_new(ticket_id="x"), b"{", b"[1]", a_status(), a_new(latitude=10**400)])
def test_a_bad_message_is_kept_once_and_named_and_others_go_on(client: Client, body: Any) -> None:
    a_system()
    first, second = push(client, body), push(client, body)
    assert (first.status_code, second.status_code) == (400, 400)
    bad = InboundEvent.objects.get()
    assert (bad.kind, bool(bad.problem), bad.applied_at is not None) == ("bad", True, True)
    assert push(client, a_new()).status_code == 200


@pytest.mark.parametrize(("kind", "status"), [("text/plain", 400), ("application/x-www-form-urlencoded", 400)])
def test_only_json_is_taken(client: Client, kind: str, status: int) -> None:
    a_system()
    assert push(client, a_new(), content_type=kind).status_code == status


def test_a_message_that_is_too_large_is_refused_unread(client: Client) -> None:
    a_system()
    assert push(client, a_new(description="ก" * hook_door.LARGEST)).status_code == 400
    assert not InboundEvent.objects.exists()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_not_taken(client: Client, method: str) -> None:
    assert push(client, a_new(), method=method).status_code == 405


def test_chat_is_counted_and_not_kept(client: Client) -> None:
    a_system()
    push(client, a_new())
    assert push(client, a_chat()).status_code == 200
    assert "0812345678" not in str(list(InboundEvent.objects.values("body")))
    assert Report.objects.get().state == "received"


def test_an_issue_without_a_place_keeps_its_problem_until_it_is_told_one(client: Client) -> None:
    a_system()
    nowhere = a_new(latitude=None, longitude=None, address="ข้างวัด")
    assert push(client, nowhere).status_code == 200
    assert "position" in InboundEvent.objects.get().problem
    assert not Report.objects.exists()


def test_an_issue_abroad_is_placed_by_the_area_it_names(client: Client) -> None:
    a_system()
    push(client, a_new(latitude=48.85, longitude=2.35, address="อ.ศรีมหาโพธิ จ.ปราจีนบุรี"))
    report = Report.objects.get()
    assert report.position_method == "centroid"
    assert (report.error_radius_m or 0) > 50_000


def test_what_could_not_be_applied_is_taken_up_by_the_job(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    a_system()

    def away(*args: object, **kwargs: object) -> None:
        raise Unavailable("No boundaries of provinces are in force that day")

    with monkeypatch.context() as patched:
        patched.setattr(hook_door, "apply", away)
        assert push(client, a_new()).status_code == 200
    assert InboundEvent.objects.get().applied_at is None
    apply_waiting_messages(0)
    assert Report.objects.count() == 1
    assert InboundEvent.objects.get().problem == ""


def test_once_applied_a_message_holds_no_words_of_the_reporter(client: Client) -> None:
    a_system()
    push(client, a_new(description="โทร 0812345678 บ้านเลขที่ 5"))
    assert "0812345678" not in str(InboundEvent.objects.get().body)
    assert "0812345678" in Report.objects.get().description
    assert "0812345678" not in Report.objects.get().public_text
