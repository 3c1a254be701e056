"""Personal data goes when its time is over: once, with a tombstone, and the history still verifies."""

import hashlib
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction

from geo.models import Change
from incidents.models import (
    InboundEvent,
    Kept,
    OutsideSystem,
    OutsideTicket,
    Photo,
    Report,
    ReporterContact,
    RetentionRule,
    StateChange,
    StepKind,
    StoredAnswer,
    Tombstone,
)
from incidents.photos import file_of
from incidents.retention import forget, load_retention
from incidents.states import State
from incidents.steps import add_step, locked
from tests.builders_incidents import ACTOR, NOW, a_report

pytestmark = pytest.mark.usefixtures("country")

LATER = NOW + timedelta(days=40)


@pytest.fixture(autouse=True)
def rules(settings: Any, tmp_path: Path, db: None) -> None:
    """Everything is kept for 30 days."""
    settings.PHOTO_DIR = tmp_path / "photos"
    RetentionRule.objects.bulk_create(RetentionRule(what=what, days=30) for what in Kept.values)


@transaction.atomic
def a_closed_report(state: str = "closed", now: datetime = NOW, **changes: Any) -> Report:
    """Over since `now`, by a step with a reason."""
    report = a_report(**{"description": "เหม็น บ้านเลขที่ 12/3", "contact": "0812345678", **changes})
    Report.objects.filter(pk=report.pk).update(state="resolved")
    stored = locked(report)
    step: dict[str, Any] = {"actor": ACTOR, "now": now, "reason": "นายสมชายแก้ไขแล้ว"}
    add_step(stored, StepKind.STATE, to_state=State(state), data={"found": "x"}, **step)
    return stored


def a_picture(report: Report | None, sent_at: datetime = NOW) -> Photo:
    """With a file."""
    token = uuid4()
    photo = Photo.objects.create(
        token=token,
        report=report,
        sent_at=sent_at,
        sent_by="public",
        source_digest=hashlib.sha256(token.bytes).hexdigest(),
        look="0f" * 8,
        width=1,
        height=1,
        size_bytes=3,
    )
    file_of(photo).parent.mkdir(parents=True, exist_ok=True)
    file_of(photo).write_bytes(b"jpg")
    return photo


def erased(now: datetime = LATER, **options: Any) -> dict[str, int]:
    """How many by each rule that found any."""
    return {one.what: one.count for one in forget(now, **options) if one.count}


def test_what_is_over_goes_and_leaves_tombstones() -> None:
    report = a_closed_report()
    assert erased() == {"contact": 1, "description": 1, "step_texts": 1}
    report.refresh_from_db()
    assert (report.description, report.public_text, report.place_text) == ("", "", "")
    assert not ReporterContact.objects.exists()
    assert not StateChange.objects.exclude(reason="", data={}).exists()
    assert set(Tombstone.objects.filter(report=report).values_list("what", "days")) == {
        ("contact", 30),
        ("description", 30),
        ("step_texts", 30),
    }


def test_a_second_run_finds_nothing() -> None:
    a_closed_report()
    erased()
    assert erased() == {}
    assert Tombstone.objects.count() == 3


def test_a_dry_run_counts_and_erases_nothing() -> None:
    a_closed_report()
    assert erased(dry_run=True) == {"contact": 1, "description": 1, "step_texts": 1}
    assert (ReporterContact.objects.count(), Tombstone.objects.count()) == (1, 0)


@pytest.mark.parametrize("state", ["received", "accepted", "resolved", "reopened"])
def test_a_case_that_is_not_over_keeps_everything(state: str) -> None:
    report = a_closed_report()
    Report.objects.filter(pk=report.pk).update(state=state)
    assert erased() == {}


def test_a_case_that_ended_lately_keeps_everything() -> None:
    a_closed_report(now=NOW + timedelta(days=20))
    assert erased() == {}


def test_a_duplicate_is_kept_as_long_as_the_case_it_repeats() -> None:
    main, double = a_report(), a_closed_report()
    Report.objects.filter(pk=double.pk).update(state="duplicate", duplicate_of=main.pk)
    assert erased() == {}
    Report.objects.filter(pk=main.pk).update(state="closed")
    assert erased()["contact"] == 1


def test_the_chain_still_verifies_after_erasing() -> None:
    a_closed_report()
    erased()
    out = StringIO()
    call_command("verify_history", stdout=out)
    assert "0 broken" in out.getvalue()


def test_reasons_in_the_history_of_changes_go_but_who_read_the_contact_stays() -> None:
    report = a_closed_report()
    for action in ("report.state_changed", "report.contact_read"):
        Change.objects.create(action=action, subject_type="incidents.report", subject_id=str(report.pk), reason="สมชาย")
    erased()
    told = dict(
        Change.objects.filter(action__in=("report.state_changed", "report.contact_read")).values_list(
            "action", "reason"
        )
    )
    assert told == {"report.state_changed": "", "report.contact_read": "สมชาย"}


@pytest.mark.django_db(transaction=True)
def test_pictures_go_with_their_files() -> None:
    report = a_closed_report(contact="", description="xx")
    mine, other = a_picture(report), a_picture(a_report())
    assert erased()["photos"] == 1
    assert not file_of(mine).exists()
    assert file_of(other).exists()
    assert Tombstone.objects.get(what="photos").count == 1


@pytest.mark.django_db(transaction=True)
def test_pictures_never_sent_go_and_leave_one_tombstone() -> None:
    old = [a_picture(None), a_picture(None)]
    young = a_picture(None, sent_at=LATER)
    assert erased() == {"loose_photos": 1}
    assert [file_of(one).exists() for one in (*old, young)] == [False, False, True]
    assert Tombstone.objects.get().count == 2


def test_a_file_whose_row_is_gone_is_swept(settings: Any) -> None:
    photo = a_picture(None, sent_at=LATER)
    Photo.objects.all().delete()
    forget(datetime.now(NOW.tzinfo) + timedelta(days=1))
    assert not file_of(photo).exists()


def test_messages_lose_their_words_and_keep_their_states() -> None:
    system = OutsideSystem.objects.create(code="t", kind="traffy", title="T")
    OutsideTicket.objects.create(system=system, key="K1", report=a_closed_report(), seen_at=NOW, details={"a": "b"})
    body = {"state_type": "finish", "ticket": {"description": "x"}, "details": {"photos": []}}
    common = {"system": system, "kind": "new", "happened_at": NOW, "received_at": NOW, "applied_at": NOW}
    kept = InboundEvent.objects.create(key="K2", body=dict(body), **common)
    OutsideTicket.objects.create(system=system, key="K2", report=a_report(), seen_at=NOW)
    gone = InboundEvent.objects.create(key="K1", body=dict(body), **common)
    assert erased()["messages"] == 1
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert gone.body == {"state_type": "finish"}
    assert kept.body == body
    assert OutsideTicket.objects.get(key="K1").details == {}


def test_batches_can_be_small() -> None:
    for _number in range(5):
        a_closed_report()
    assert erased(batch=2)["contact"] == 5


def test_stored_answers_do_not_wait_for_another_request() -> None:
    StoredAnswer.objects.create(actor_label="public", key="k", body_digest="x", created_at=NOW)
    erased()
    assert not StoredAnswer.objects.exists()


def test_the_command_says_what_it_would_erase() -> None:
    out = StringIO()
    call_command("forget", "--dry-run", stdout=out)
    assert "contact: 0 (after 30 days)" in out.getvalue()


def test_edited_rules_survive_the_next_start() -> None:
    RetentionRule.objects.filter(what="contact").update(days=7)
    assert load_retention() == len(Kept.values)
    assert RetentionRule.objects.get(what="contact").days == 7
    RetentionRule.objects.all().delete()
    load_retention()
    assert set(RetentionRule.objects.values_list("what", flat=True)) == set(Kept.values)
