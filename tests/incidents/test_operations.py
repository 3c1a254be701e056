"""Filing a report and the steps of its life: what is stored, in one go, and what is refused."""

import random
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from geo import versions
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict, NotFound, OutsideThailand
from geo.models import Change
from incidents import operations
from incidents.models import Report, StateChange
from incidents.operations import change_state, file_and_assess, file_report, read_contact
from incidents.states import State
from tests.builders_incidents import ACTOR, NOW, PRACHIN_BURI, a_draft, a_factory, a_report

pytestmark = pytest.mark.usefixtures("country")

OFFICER = Actor("officer")


def test_a_report_is_stored_with_everything_said_about_it() -> None:
    for number in range(6):
        a_factory(LonLat(101.501 + number * 0.01, 13.5), key=str(number + 1))
    report = a_report(contact="081")
    said = report.attribution
    assert (said.lead_id, said.rule, said.about_nearest) == ("pio-25", "province-class-3", True)
    assert [c.rank for c in said.candidates.all()] == [1, 2, 3, 4, 5]
    assert [a.code for a in report.areas.all()] == ["25", "2506"]
    assert (said.boundary_edition, said.boundary_quality) == ("squares", "survey")
    assert (report.state, report.handled_by_id, report.contact.contact) == ("received", "pio-25", "081")
    assert Change.objects.filter(action="report.filed", subject_id=str(report.pk)).count() == 1


def test_the_record_of_filing_holds_neither_text_nor_place_nor_contact() -> None:
    report = a_report(contact="0812345678")
    written = str(Change.objects.get(action="report.filed", subject_id=str(report.pk)).after)
    assert not [secret for secret in ("0812345678", "กลิ่น", "101.5", "13.5") if secret in written]


def test_filing_takes_few_statements() -> None:
    a_factory()
    draft = a_draft()
    file_report(draft, actor=ACTOR, now=NOW)  # reads the small tables that are kept in memory
    with CaptureQueriesContext(connection) as queries:
        file_report(draft, actor=ACTOR, now=NOW)
    kept = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(kept) <= 5, kept  # one more, the layer's version, comes after the commit


def test_a_place_outside_leaves_nothing_behind() -> None:
    with pytest.raises(OutsideThailand):
        a_report(LonLat(2.35, 48.85))
    assert not Report.objects.exists()
    assert not Change.objects.filter(action="report.filed").exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(operations.versions, "bump", fail)
    with pytest.raises(IntegrityError):
        a_report()
    assert not Report.objects.exists()
    assert not StateChange.objects.exists()


def test_a_taken_tracking_code_is_drawn_again() -> None:
    first = file_and_assess(a_draft(), actor=ACTOR, now=NOW, choose=random.Random(1).choice).report
    second = file_and_assess(a_draft(), actor=ACTOR, now=NOW, choose=random.Random(1).choice).report
    assert first.tracking_code != second.tracking_code
    assert Report.objects.count() == 2


def test_a_given_tracking_code_that_is_taken_is_a_conflict() -> None:
    code = a_report().tracking_code
    with pytest.raises(Conflict):
        a_report(code=code)


def test_the_day_of_competence_is_bangkoks() -> None:
    """17:30 UTC on 31 December 2008 is 00:30 of the day from which the hand-over holds."""
    a_factory(factory=None, number="จ2-9(6)-1/51ปจ")
    before = a_report(now=NOW.replace(year=2008, month=12, day=31, hour=16, minute=30))
    after = a_report(now=NOW.replace(year=2008, month=12, day=31, hour=17, minute=30))
    assert (before.attribution.rule, after.attribution.rule) == ("province-factory", "province-class-1-2")


@pytest.mark.django_db(transaction=True)
def test_filing_and_each_step_raise_the_version_of_the_layer() -> None:
    seen = [versions.current("incidents")]
    report = a_report()
    seen.append(versions.current("incidents"))
    change_state(report, State.TRIAGED, actor=OFFICER, reason="sorted", now=NOW)
    seen.append(versions.current("incidents"))
    assert len(set(seen)) == 3


def test_a_step_is_kept_with_its_reason_and_recorded() -> None:
    report = a_report()
    step = change_state(report, State.TRIAGED, actor=OFFICER, reason=" clear enough ", now=NOW + timedelta(hours=1))
    assert (step.from_state, step.to_state, step.reason) == ("received", "triaged", "clear enough")
    assert Report.objects.get(pk=report.pk).state == "triaged"
    assert Change.objects.get(action="report.state_changed").after["state"] == "triaged"


def test_a_step_is_judged_by_the_stored_state_not_by_the_one_seen() -> None:
    report = a_report()
    stale = Report.objects.get(pk=report.pk)
    change_state(report, State.REFUSED, actor=OFFICER, reason="spam", now=NOW, grounds="no_report")
    with pytest.raises(Conflict):
        change_state(stale, State.ASSIGNED, actor=OFFICER, reason="go and see", now=NOW)


@pytest.mark.parametrize("reason", ["", "  ", "ok"])
def test_a_step_needs_a_reason(reason: str) -> None:
    with pytest.raises(BadInput):
        change_state(a_report(), State.TRIAGED, actor=OFFICER, reason=reason, now=NOW)


@pytest.mark.parametrize("office", [None, "", "nobody", "pio-25"])
def test_a_transfer_names_another_office(office: str | None) -> None:
    with pytest.raises(BadInput):
        change_state(a_report(), State.TRANSFERRED, actor=OFFICER, reason="not ours", now=NOW, to_office=office)


def test_a_transferred_report_is_the_receivers_and_still_open() -> None:
    report = a_report()
    change_state(report, State.TRANSFERRED, actor=OFFICER, reason="not ours", now=NOW, to_office="pio-24")
    assert Report.objects.open().handled_by_office("pio-24").get() == report
    assert report.attribution.lead_id == "pio-25"


def test_reading_a_contact_is_recorded() -> None:
    report = a_report(PRACHIN_BURI, contact="081")
    assert read_contact(report, actor=OFFICER) == "081"
    change = Change.objects.get(action="report.contact_read")
    assert (change.actor_label, change.subject_id) == ("officer", str(report.pk))
    assert change.after == {"contact": True, "place": False}


def test_a_contact_that_was_never_left_is_not_found() -> None:
    with pytest.raises(NotFound):
        read_contact(a_report(), actor=OFFICER)
