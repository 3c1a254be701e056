"""Taking over, rejecting, stopping and starting again: once, with a reason, by those who may."""

from typing import Any

import pytest
from django.test import Client

from facilities.imports.watching import Watch
from facilities.models import ImportRun, RunState
from geo.models import Change
from tests.builders_imports import a_held_run, a_run, a_steward, send, text

pytestmark = pytest.mark.django_db


def decide(client: Client, run: ImportRun, what: str, **fields: str) -> Any:
    """Sends a decision with a reason and the tick."""
    return client.post(f"/facilities/imports/{run.pk}/{what}/", {"reason": "checked with DIW", "sure": "on", **fields})


def test_a_held_load_is_accepted_with_a_reason(steward: Client, queue: list[int]) -> None:
    run = a_held_run()
    assert decide(steward, run, "accept").status_code == 302
    assert queue == [run.pk]
    assert Change.objects.get(action="import.accepted").reason == "checked with DIW"
    assert "Accepted; waiting to be written" in text(steward, f"/facilities/imports/{run.pk}/")


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "\u200b "}, {"sure": ""}])
def test_a_decision_needs_reason_and_confirmation(steward: Client, queue: list[int], fields: dict[str, str]) -> None:
    run = a_held_run()
    response = decide(steward, run, "accept", **fields)
    assert response.status_code == 400
    assert "There is something to correct" in response.content.decode()
    run.refresh_from_db()
    assert (run.state, queue) == (RunState.HELD, [])


def test_of_two_stewards_one_wins_and_the_other_is_told(steward: Client, queue: list[int]) -> None:
    run = a_held_run()
    other = Client()
    other.force_login(a_steward("other"))
    decide(steward, run, "accept")
    second = decide(other, run, "reject")
    assert second.status_code == 409
    assert "มีผู้อื่น" in second.content.decode()
    assert queue == [run.pk]


def test_a_rejected_load_stays_out(steward: Client, queue: list[int]) -> None:
    run = a_held_run()
    decide(steward, run, "reject")
    run.refresh_from_db()
    assert (run.state, queue) == (RunState.REJECTED, [])
    assert "Your decision" not in text(steward, f"/facilities/imports/{run.pk}/")


@pytest.mark.parametrize("what", ["accept", "reject", "stop", "retry"])
def test_coming_by_a_link_decides_nothing_and_leads_to_the_load(steward: Client, what: str) -> None:
    run = a_held_run()
    answer = steward.get(f"/facilities/imports/{run.pk}/{what}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/facilities/imports/{run.pk}/")
    run.refresh_from_db()
    assert run.state == RunState.HELD


def test_a_decision_needs_the_token_of_our_own_form() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_steward())
    assert decide(strict, a_held_run(), "accept").status_code == 403
    assert send(strict).status_code == 403


def test_a_failed_load_says_what_to_do_and_can_be_tried_again(steward: Client, queue: list[int]) -> None:
    run = a_run(state=RunState.FAILED, counts={}, error="The file holds a header and no row: abc.csv")
    html = text(steward, f"/facilities/imports/{run.pk}/")
    assert "The file holds a header and no row" in html
    assert "load it again" in html
    steward.post(f"/facilities/imports/{run.pk}/retry/")
    assert steward.post(f"/facilities/imports/{run.pk}/retry/").status_code == 409
    assert queue == [run.pk]
    assert Change.objects.filter(action="import.retried").count() == 1


def test_a_waiting_load_can_be_stopped_once(steward: Client) -> None:
    run = a_run(state=RunState.WAITING, counts={}, finished_at=None)
    assert steward.post(f"/facilities/imports/{run.pk}/stop/").status_code == 302
    assert steward.post(f"/facilities/imports/{run.pk}/stop/").status_code == 409
    assert "Go on with it" in text(steward, f"/facilities/imports/{run.pk}/")


def test_an_interrupted_load_is_told_from_one_at_work(steward: Client, queue: list[int]) -> None:
    run = a_run(state=RunState.READING, counts={}, finished_at=None, step="reading", done=10)
    with Watch(run):
        assert "Interrupted" not in text(steward, f"/facilities/imports/{run.pk}/")
        assert steward.post(f"/facilities/imports/{run.pk}/retry/").status_code == 409
    assert "Interrupted" in text(steward, f"/facilities/imports/{run.pk}/")
    steward.post(f"/facilities/imports/{run.pk}/retry/")
    assert queue == [run.pk]
