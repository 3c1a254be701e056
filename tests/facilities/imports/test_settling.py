"""Several sources of one site: all are kept, one answer is given, and officers are above them."""

from pathlib import Path

import pytest

from facilities.corrections import correct, withdraw
from facilities.imports.runs import advance_run, start_run
from facilities.models import Facility, SourceRecord
from facilities.operations import settle
from geo.models import Change
from tests.builders_facilities import TESTER, new_facility, registered
from tests.builders_imports import NOW
from tests.facilities.imports.feeds import ROW, load, row, written

pytestmark = pytest.mark.django_db

PLACES = (*(name for name in ROW if name not in ("FACTYPE", "TOTAL_CAP", "TOTAL_WORKER", "HP", "FFLAG")), "STATUS")


@pytest.fixture
def site(tmp_path: Path) -> Facility:
    """One site of which two sources speak: they have other names and points for it."""
    load(written(tmp_path / "data.csv", [row(1)]))
    other = {**row(1, FNAME="ชื่ออื่น", LAT="13.9", LNG="101.7", FADDR="7"), "STATUS": "หยุดดำเนินการ"}
    load(written(tmp_path / "places.csv", [other], PLACES), profile="diw-business-location")
    return Facility.objects.get()


def test_both_opinions_are_kept_with_source_and_day(site: Facility) -> None:
    kept = {(record.source, record.raw["FNAME"], str(record.said_on)) for record in site.records.all()}
    assert kept == {
        ("diw-factory-data", "โรงงานสมมติ 1", "2026-03-01"),
        ("diw-business-location", "ชื่ออื่น", "2026-03-01"),
    }


def test_the_source_of_higher_precedence_is_answered(site: Facility) -> None:
    assert (site.name_th, site.position_source, site.status) == ("โรงงานสมมติ 1", "diw-factory-data", "operating")


def test_the_other_source_fills_what_the_first_leaves_open(tmp_path: Path, site: Facility) -> None:
    load(written(tmp_path / "data.csv", [row(1, FNAME="-", LAT="0", LNG="0")]))
    site.refresh_from_db()
    assert (site.name_th, site.position_source) == ("ชื่ออื่น", "diw-business-location")


def test_settling_what_is_settled_changes_nothing(site: Facility) -> None:
    changes = Change.objects.count()
    assert settle([site.pk], actor=TESTER, reason="again") == 0
    assert Change.objects.count() == changes


def test_a_withdrawn_correction_gives_the_sources_word_back(site: Facility) -> None:
    correct(site, "name_th", "ชื่อจริง", actor=TESTER, reason="the sign")
    assert settle([site.pk], actor=TESTER, reason="again") == 0
    withdraw(site.corrections.get(), actor=TESTER, reason="the wrong gate")
    site.refresh_from_db()
    assert site.name_th == "โรงงานสมมติ 1"


def test_settling_writes_what_the_records_say(site: Facility) -> None:
    SourceRecord.objects.filter(source="diw-factory-data").update(raw={**row(1), "FNAME": "ชื่อที่อ่านใหม่"})
    assert settle([site.pk], actor=TESTER, reason="read anew") == 1
    site.refresh_from_db()
    assert site.name_th == "ชื่อที่อ่านใหม่"


def test_a_site_without_sources_stays_as_it_is() -> None:
    (facility,) = registered(new_facility(name_th="ไม่มีทะเบียน"))
    assert settle([facility.pk], actor=TESTER, reason="") == 0
    assert Facility.objects.get().name_th == "ไม่มีทะเบียน"


@pytest.mark.parametrize("day", ["99/99/9999", "25690831", "", "31/12/2570"])
def test_a_row_without_a_day_that_has_come_does_not_win_over_one_with_a_day(tmp_path: Path, day: str) -> None:
    same = {"FADDR": "1", "LAT": "13.8", "LNG": "101.6"}
    dated = row(2, FNAME="ชื่อมีวัน", LAST_UPDATE="20260101", **same)
    file = written(tmp_path / "data.csv", [row(1, FNAME="ชื่อไม่มีวัน", LAST_UPDATE=day, **same), dated])
    run = start_run(file, profile="diw-factory-data", actor=TESTER, now=NOW, wants_apply=True)
    advance_run(run.pk, clock=lambda: NOW)
    site = Facility.objects.get()
    assert site.name_th == "ชื่อมีวัน"
    assert {str(record.said_on) for record in site.records.all()} == {"2026-01-01", f"{NOW:%Y-%m-%d}"}
