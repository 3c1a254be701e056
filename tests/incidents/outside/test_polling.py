"""Rounds with a server on this machine that speaks as the exchange does."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from django.core.management import CommandError, call_command

from geo.changes import Actor
from incidents.life import change_state
from incidents.models import InboundEvent, OutsideSystem, OutsideTicket, Report
from incidents.outside.applying import apply, keep
from incidents.outside.calling import Caller, caller
from incidents.outside.polls import Round, due, go_round
from incidents.outside.traffy import client
from incidents.outside.traffy.hooks import parse
from incidents.outside.traffy.polling import duration_since, first_of_next_month
from incidents.states import State
from tests.builders_outside import AT, KEY, LABELS, a_status, a_system, an_issue, thai
from tests.stub_exchange import Stub, serving

pytestmark = pytest.mark.usefixtures("country")
NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
waited: list[float] = []


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """A server, its account in the environment, and no token left from another test."""
    monkeypatch.setenv("PHANGUT_OUTSIDE_TRAFFY", "user:pass:word")
    monkeypatch.setattr(client, "_TOKENS", {})
    waited.clear()
    with serving(Stub()) as one:
        yield one


def a_round(stub: Stub, now: datetime = NOW, **changes: Any) -> Round:
    """One round; the system is made by the first."""
    known = OutsideSystem.objects.filter(code="traffy").first()
    system = known or a_system(address=stub.address, **{"polls": True, **changes})
    return go_round(system, caller(sleep=waited.append), lambda: now)


def test_a_poll_takes_in_what_it_finds_once(stub: Stub) -> None:
    stub.issues = [an_issue(), an_issue("2026-DEF456", status=LABELS["finish"], last_activity=thai(AT))]
    assert str(a_round(stub).found) == "2 read, 2 stored, 0 changed, 0 unchanged, 0 refused"
    assert str(a_round(stub).found) == "2 read, 0 stored, 0 changed, 2 unchanged, 0 refused"
    assert set(Report.objects.values_list("state", flat=True)) == {"received", "resolved"}


def test_the_token_is_asked_for_once(stub: Stub) -> None:
    a_round(stub)
    a_round(stub)
    assert stub.paths() == ["POST get-auth/v1", "GET get-issues/v2", "GET get-issues/v2"]


def test_an_old_account_gets_its_token_in_a_list(stub: Stub) -> None:
    stub.old_auth, stub.issues = True, [an_issue()]
    assert a_round(stub).problem == ""


def test_a_token_that_ended_is_renewed_once(stub: Stub) -> None:
    stub.expired = 1
    assert a_round(stub).problem == ""
    assert stub.tokens == 2


def test_what_a_webhook_lost_is_found(stub: Stub) -> None:
    system = a_system(address=stub.address, polls=True)
    event = parse("PATCH", a_status("inprogress"))
    keep(system, event, now=NOW)
    apply(system, event.key, now=NOW)
    stub.single[KEY] = an_issue(status=LABELS["inprogress"], status_type="inprogress")
    assert a_round(stub).found.counts == {"stored": 1}
    assert Report.objects.get().state == "accepted"


def test_a_ticket_that_is_not_told_whole_is_asked_for_once(stub: Stub) -> None:
    system = a_system(address=stub.address, polls=True)
    event = parse("PATCH", a_status("inprogress"))
    keep(system, event, now=NOW)
    apply(system, event.key, now=NOW)
    a_round(stub)
    a_round(stub)
    assert stub.paths().count("GET get-issue/v1") == 1


def test_a_change_moves_the_case(stub: Stub) -> None:
    stub.issues = [an_issue()]
    a_round(stub)
    stub.issues = [an_issue(status=LABELS["finish"], last_activity=thai(AT + timedelta(days=1)))]
    assert a_round(stub).found.counts == {"changed": 1}
    assert Report.objects.get().state == "resolved"


def test_a_change_without_a_newer_moment_is_a_change_all_the_same(stub: Stub) -> None:
    stub.issues = [an_issue()]
    a_round(stub)
    stub.issues = [an_issue(status=LABELS["finish"])]
    a_round(stub, NOW + timedelta(minutes=10))
    assert Report.objects.get().state == "resolved"


def test_a_bad_row_is_named_and_the_others_are_taken(stub: Stub) -> None:
    nowhere = {"latitude": None, "longitude": None, "province": "", "district": ""}
    stub.issues = [an_issue("x"), an_issue(), an_issue("2026-NOWHER", **nowhere)]
    done = a_round(stub)
    assert done.found.counts == {"refused": 2, "stored": 1}
    assert "ticket_id" in done.found.refused[0]
    assert OutsideSystem.objects.get().last_problem.startswith("x: ticket_id")


def test_an_empty_quota_is_waited_for_until_the_first(stub: Stub) -> None:
    stub.quota = 0
    assert "Running out" in a_round(stub).problem
    asked = len(stub.asked)
    assert "waits until" in a_round(stub, NOW + timedelta(days=5)).problem
    assert len(stub.asked) == asked
    assert due(NOW + timedelta(days=5)) == []
    stub.quota = 100
    april = datetime(2026, 3, 31, 17, 0, tzinfo=UTC)
    assert a_round(stub, april).problem == ""
    assert OutsideSystem.objects.get().quota_left == 100


def test_a_server_that_falters_is_tried_again_with_longer_waits(stub: Stub) -> None:
    stub.broken = 2
    assert a_round(stub).problem == ""
    assert waited == [1.0, 4.0]


def test_a_server_that_stays_away_is_noted_and_the_next_round_covers_the_gap(stub: Stub) -> None:
    a_round(stub)
    stub.broken = 4
    assert "502" in a_round(stub, NOW + timedelta(days=2)).problem
    assert OutsideSystem.objects.get().read_until == NOW
    a_round(stub, NOW + timedelta(days=2, hours=1))
    assert stub.asked[-1][2]["duration"] == "3days"


@pytest.mark.parametrize(
    ("days", "asked"), [(None, "all"), (0.1, "today"), (0.9, "3days"), (2.5, "3days"), (2.9, "all"), (30, "all")]
)
def test_the_window_leaves_no_gap(days: float | None, asked: str) -> None:
    assert duration_since(NOW - timedelta(days=days) if days is not None else None, NOW) == asked


def test_the_month_ends_by_thai_clocks() -> None:
    assert first_of_next_month(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)).isoformat() == "2027-01-01T00:00:00+07:00"
    assert first_of_next_month(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)).isoformat() == "2027-02-01T00:00:00+07:00"


def test_a_wrong_account_and_a_missing_one_are_said(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHANGUT_OUTSIDE_TRAFFY", "user:wrong")
    assert "Invalid user or pass" in a_round(stub).problem
    monkeypatch.delenv("PHANGUT_OUTSIDE_TRAFFY")
    assert "PHANGUT_OUTSIDE_TRAFFY" in a_round(stub).problem


def test_only_secrets_that_are_meant_for_it_are_sent(stub: Stub) -> None:
    assert a_round(stub, secret_name="DATABASE_URL").problem
    assert stub.asked == []


def stepped(*states: State) -> None:
    """An officer moves the only case."""
    for state in states:
        change_state(
            Report.objects.get(),
            state,
            actor=Actor("officer"),
            reason="private words",
            now=NOW,
            grounds="papers" if state is State.RESOLVED else "",
        )


def test_a_step_of_people_here_is_told_once_without_their_words(stub: Stub) -> None:
    stub.issues = [an_issue()]
    a_round(stub, sends_states=True)
    stepped(State.ASSIGNED, State.ACCEPTED)
    assert (a_round(stub).told, a_round(stub).told) == (1, 0)
    (said,) = [said for method, _path, said in stub.asked if method == "PATCH"]
    assert (said["ticket_id"], said["state_name"]) == (KEY, "รับเรื่อง")
    assert "private" not in said["note"]
    stepped(State.ACTING, State.RESOLVED)
    assert (a_round(stub).told, stub.asked[-1][2]["state_name"]) == (1, "เสร็จสิ้น")


def test_what_came_from_there_is_never_told_back(stub: Stub) -> None:
    stub.issues = [an_issue(status=LABELS["inprogress"])]
    a_round(stub, sends_states=True)
    stub.issues = [an_issue(status=LABELS["finish"], last_activity=thai(AT + timedelta(days=1)))]
    a_round(stub)
    a_round(stub)
    assert Report.objects.get().state == "resolved"
    assert not [path for path in stub.paths() if path.startswith("PATCH")]


def test_a_system_that_is_not_to_be_told_is_not(stub: Stub) -> None:
    stub.issues = [an_issue()]
    a_round(stub)
    stepped(State.ASSIGNED, State.ACCEPTED)
    assert a_round(stub).told == 0


def test_silence_is_tried_again_and_then_noted() -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("silence", request=request)

    system = a_system(polls=True, kind="open311", secret_name="")
    done = go_round(system, Caller(httpx.Client(transport=httpx.MockTransport(silent)), waited.append), lambda: NOW)
    assert "ReadTimeout" in done.problem
    assert not InboundEvent.objects.exists()
    assert not OutsideTicket.objects.exists()


def test_the_command_says_what_was_found_and_what_was_not(stub: Stub) -> None:
    stub.issues = [an_issue(), an_issue("x")]
    a_system(address=stub.address, polls=True)
    out = io.StringIO()
    call_command("poll_reports", "traffy", duration="all", stdout=out)
    assert out.getvalue().splitlines()[0] == "traffy: 2 read, 1 stored, 0 changed, 0 unchanged, 1 refused, 0 told"
    assert stub.asked[-1][2]["duration"] == "all"
    stub.quota = 0
    with pytest.raises(CommandError, match="quota"):
        call_command("poll_reports", stdout=out)
    with pytest.raises(CommandError, match="no system"):
        call_command("poll_reports", "nobody", stdout=out)
