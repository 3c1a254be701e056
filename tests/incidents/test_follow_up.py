"""The reporter's page: what it tells, what it asks, what may be added; and what it keeps to itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from geo.allowance import Allowance
from incidents import additions
from incidents.models import Photo, PhotoKind, Report, StepKind
from incidents.states import State
from incidents.steps import add_step, locked
from tests.builders_incidents import ACTOR, a_factory, a_report
from tests.builders_photos import a_file

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def own_photos(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and allowances of this test's own."""
    settings.PHOTO_DIR = tmp_path / "photos"
    monkeypatch.setattr("incidents.pages.arriving.PHOTOS", Allowance(100, 60))


def resolved() -> Report:
    """A report whose office says it is solved."""
    now = timezone.now() - timedelta(hours=1)
    report = a_report(now=now)
    with transaction.atomic():
        add_step(locked(report), StepKind.STATE, actor=ACTOR, now=now, reason="done", to_state=State.RESOLVED)
    return report


def page_of(report: Report) -> str:
    """The page as anybody sees it."""
    return Client().get(f"/report/{report.tracking_code}/").content.decode()


def test_it_names_no_facility_no_place_and_no_words_of_the_report() -> None:
    factory = a_factory(name_th="โรงแป้งมันร่มเย็น")
    page = page_of(a_report(description="ข้อความลับของผู้แจ้ง", contact="0812345678"))
    assert [text for text in (factory.name_th, "ข้อความลับ", "0812345678", "101.5") if text in page] == []


def test_only_the_reporters_own_pictures_are_counted() -> None:
    report = a_report()
    for kind in (PhotoKind.REPORT, PhotoKind.PROOF):
        values = {"kind": kind, "sent_at": report.received_at, "sent_by": "x", "width": 4, "height": 3}
        Photo.objects.create(report=report, look="0" * 16, source_digest=kind.value, size_bytes=1, **values)
    assert '<dd class="tabular">1</dd>' in page_of(report)


def test_a_reporter_says_no_and_the_case_is_open_again() -> None:
    report = resolved()
    assert 'name="says" value="no"' in page_of(report)
    answer = Client().post(f"/report/{report.tracking_code}/answer/", {"says": "no", "words": "ยังเหม็นอยู่"})
    report.refresh_from_db()
    assert (answer.status_code, report.state) == (302, "reopened")
    page = page_of(report)
    assert 'name="says"' not in page
    assert "ยังเหม็นอยู่" not in page


def test_a_reporter_says_yes_and_the_case_is_closed() -> None:
    report = resolved()
    Client().post(f"/report/{report.tracking_code}/answer/", {"says": "yes"})
    report.refresh_from_db()
    assert (report.state, report.reporter_says) == ("closed", "yes")


@pytest.mark.parametrize(("says", "status"), [("", 400), ("maybe", 400), ("\0", 400), ("no", 409)])
def test_an_answer_nobody_waits_for_is_refused(says: str, status: int) -> None:
    answer = Client().post(f"/report/{a_report().tracking_code}/answer/", {"says": says, "words": "พิมพ์ไว้แล้ว"})
    assert answer.status_code == status
    assert "พิมพ์ไว้แล้ว" in answer.content.decode()


def test_a_word_and_a_picture_are_added_as_a_step_for_officers() -> None:
    report = a_report()
    file = SimpleUploadedFile("x.jpg", a_file(), "image/jpeg")
    assert (
        Client().post(f"/report/{report.tracking_code}/add/", {"words": "วันนี้หนักขึ้น", "photos": file}).status_code == 302
    )
    step = report.steps.last()
    assert step is not None
    assert (step.kind, step.reason, report.photos.count()) == (StepKind.NOTE, "วันนี้หนักขึ้น", 1)
    assert "วันนี้หนักขึ้น" not in page_of(report)
    assert "ผู้แจ้งส่งข้อมูลเพิ่ม" in page_of(report)


@pytest.mark.parametrize(("sent", "status"), [({}, 400), ({"words": " "}, 400), ({"words": "x" * 1001}, 400)])
def test_nothing_and_too_much_are_refused(sent: dict[str, str], status: int) -> None:
    assert Client().post(f"/report/{a_report().tracking_code}/add/", sent).status_code == status


def test_additions_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions, "MOST_ADDITIONS", 1)
    address = f"/report/{a_report().tracking_code}/add/"
    assert [Client().post(address, {"words": "อีก"}).status_code for _ in range(2)] == [302, 409]


@pytest.mark.parametrize("part", ["", "answer/", "add/"])
def test_an_unknown_code_is_not_found(part: str) -> None:
    assert Client().post(f"/report/PU-2222-2222/{part}", {"says": "no"}).status_code in (404, 405)
