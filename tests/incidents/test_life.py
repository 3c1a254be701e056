"""The steps of a case and what each asks for."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.models import OfficeMember
from incidents.grounds import Closing, NoVisit, Refusal
from incidents.life import change_state, close, refuse, reopen, resolve, transfer
from incidents.models import Report
from incidents.receivers import suggested, waiting_handover
from incidents.states import OVER, State, steps_from
from tests.builders_cases import LATER, OFFICER, a_case, a_resolved_case, a_visit
from tests.builders_incidents import NOW, a_factory, an_officer

pytestmark = pytest.mark.usefixtures("country", "limits")

DID: dict[str, Any] = {"actor": OFFICER, "reason": "because", "now": LATER}


def test_a_transferred_case_is_the_receivers_and_waits_for_it() -> None:
    report = a_case()
    transfer(report, to_office="pio-24", **DID)
    waiting = waiting_handover(report)
    assert waiting is not None
    assert waiting.sender is not None
    assert (waiting.sender.code, waiting.receiver.code, report.handled_by_id) == ("pio-25", "pio-24", "pio-24")
    assert Report.objects.open().filter(pk=report.pk).exists()


@pytest.mark.parametrize("state", sorted(OVER))
def test_nobody_ends_a_case_that_the_receiver_has_not_accepted(state: State) -> None:
    report = a_case()
    transfer(report, to_office="pio-24", **DID)
    with pytest.raises(Conflict):
        change_state(report, state, grounds="no_report", **DID)


def test_the_receiver_accepts() -> None:
    report = a_case()
    transfer(report, to_office="pio-24", **DID)
    change_state(report, State.ACCEPTED, **DID)
    assert (report.state, report.handled_by_id, waiting_handover(report)) == ("accepted", "pio-24", None)


@pytest.mark.parametrize(
    ("works_at", "may"), [("pio-24", True), ("pio-25", False), ("diw", False), (None, True)], ids=str
)
def test_no_other_body_accepts_for_the_receiver(works_at: str | None, may: bool) -> None:
    report, officer = a_case(), an_officer()
    if works_at:
        OfficeMember.objects.create(user=officer, office_id=works_at)
    transfer(report, to_office="pio-24", **DID)
    with nullcontext() if may else pytest.raises(Conflict):
        change_state(report, State.ACCEPTED, **{**DID, "actor": Actor.of(officer)})
    assert (Report.objects.get(pk=report.pk).state == "accepted") is may


@pytest.mark.parametrize("office", ["pio-25", "diw"])
def test_the_receiver_sends_it_back_or_on_naming_whom(office: str) -> None:
    report = a_case()
    transfer(report, to_office="pio-24", **DID)
    step = transfer(report, to_office=office, **DID)
    assert (step.data["from_office"], report.handled_by_id) == ("pio-24", office)


def test_a_receiver_has_its_own_time_to_accept_and_the_case_keeps_its_end() -> None:
    report = a_case()
    end = report.finish_by
    transfer(report, to_office="pio-24", **{**DID, "now": NOW + timedelta(days=3)})
    assert report.accept_by is not None
    assert report.accept_by > NOW + timedelta(days=3)
    assert Report.objects.get(pk=report.pk).finish_by == end


def test_not_ours_cannot_be_said_without_naming_whose() -> None:
    report = a_case()
    with pytest.raises(BadInput) as caught:
        refuse(report, grounds=Refusal.NOT_OURS, **DID)
    assert caught.value.fields["field"] == "to_office"
    assert Report.objects.get(pk=report.pk).state == "received"


def test_not_ours_is_a_transfer() -> None:
    report = a_case()
    refuse(report, grounds=Refusal.NOT_OURS, whose="pio-24", **DID)
    assert (report.state, report.handled_by_id) == ("transferred", "pio-24")


@pytest.mark.parametrize("grounds", ["", "spam", "not_ours"])
def test_refusing_needs_a_stated_ground(grounds: str) -> None:
    with pytest.raises(BadInput) as caught:
        change_state(a_case(), State.REFUSED, grounds=grounds, **DID)
    assert caught.value.fields["field"] == "grounds"


@pytest.mark.parametrize("grounds", [ground for ground in Refusal if ground != Refusal.NOT_OURS])
def test_the_ground_of_a_refusal_is_kept_with_the_words(grounds: Refusal) -> None:
    step = refuse(a_case(), grounds=grounds, **DID)
    assert (step.data, step.reason) == ({"grounds": grounds.value}, "because")


def test_a_duplicate_is_made_by_joining_only() -> None:
    with pytest.raises(BadInput):
        change_state(a_case(), State.DUPLICATE, **DID)


def test_resolving_wants_a_visit() -> None:
    report = a_case(State.ACCEPTED)
    with pytest.raises(BadInput) as caught:
        resolve(report, **DID)
    assert caught.value.fields["field"] == "grounds"
    visit = a_visit(report)
    assert resolve(report, **DID).data == {"visit": visit.pk}


@pytest.mark.parametrize("grounds", NoVisit)
def test_or_a_stated_ground_why_none_is_possible(grounds: NoVisit) -> None:
    step = resolve(a_case(State.ACCEPTED), no_visit=grounds, **DID)
    assert step.data == {"no_visit": grounds.value}


def test_a_visit_before_the_case_was_reopened_proves_nothing_now() -> None:
    report = a_resolved_case()
    reopen(report, **DID)
    change_state(report, State.ACCEPTED, **DID)
    with pytest.raises(BadInput):
        resolve(report, **DID)


def test_closing_waits_for_the_reporter() -> None:
    report = a_resolved_case()
    with pytest.raises(Conflict) as caught:
        close(report, **DID)
    assert caught.value.fields["until"].startswith("2026-04-02T16:30")
    assert close(report, grounds=Closing.OFFICER, **DID).data == {"grounds": "officer"}


def test_closing_is_free_when_the_time_to_answer_is_over() -> None:
    report = a_resolved_case()
    step = close(report, **{**DID, "now": LATER + timedelta(days=30)})
    assert step.data == {"grounds": "unanswered"}


def test_a_reopened_case_has_all_of_its_time_again() -> None:
    report = a_resolved_case()
    before = report.finish_by
    reopen(report, **{**DID, "now": LATER + timedelta(days=5)})
    assert (report.state, report.reopened) == ("reopened", 1)
    assert report.finish_by > before


def test_every_open_state_leads_on() -> None:
    assert all(steps_from(state) for state in State if state not in OVER)


def test_the_answer_on_competence_suggests_receivers_never_the_present_holder() -> None:
    a_factory()
    report = a_case()
    codes = [one.office.code for one in suggested(report)]
    assert report.handled_by_id not in codes
    assert len(codes) == len(set(codes))
    transfer(report, to_office="pio-24", **DID)
    assert suggested(Report.objects.for_dossier().get(pk=report.pk))[0].office.code == "pio-25"
