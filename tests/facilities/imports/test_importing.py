"""An import reports before it writes, writes once, and never undoes an officer's work."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilities.corrections import move_facility
from facilities.imports.runs import advance_run, start_run
from facilities.models import Facility, ImportProblem, ImportRun, SourceRecord
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.models import Change
from tests.builders_facilities import TESTER
from tests.builders_imports import NOW
from tests.facilities.shapefile import feature, written

pytestmark = pytest.mark.django_db


def load(folder: Path, *features: dict[str, Any], apply: bool = True) -> ImportRun:
    """Import the rows."""
    file = written(folder, *features)
    run = start_run(file, profile="diw-shapefile", actor=Actor("importer"), wants_apply=apply, now=NOW)
    return advance_run(run.pk)


def rules(run: ImportRun) -> set[str]:
    """The rules that were broken."""
    return set(ImportProblem.objects.filter(run=run).values_list("rule", flat=True))


def refused(run: ImportRun) -> list[tuple[int, str]]:
    """Row and rule of the rows that were not taken."""
    return list(ImportProblem.objects.filter(run=run, refused=True).order_by("row").values_list("row", "rule"))


def test_nothing_is_written_without_apply(tmp_path: Path) -> None:
    run = load(tmp_path, apply=False)
    assert (run.counts["read"], run.counts["new"], run.state) == (1, 1, "compared")
    assert not Facility.objects.exists()
    assert not Change.objects.exists()


def test_a_clean_row_is_stored_whole(tmp_path: Path) -> None:
    assert rules(load(tmp_path)) == set()
    facility = Facility.objects.get()
    licence = facility.licences.get()
    assert (facility.name_th, facility.operator_th, facility.status) == ("โรงงานสมมติ", "", "unknown")
    assert (facility.position_source, facility.position_method, facility.error_radius_m) == (
        "diw-shapefile",
        "stated",
        200,
    )
    assert (facility.subdistrict_code, facility.province_code) == ("250804", "25")
    assert (facility.factory.horsepower, facility.factory.workers, facility.factory.factory_class) == (290, 7, 3)
    assert (licence.canonical, str(licence.issued_on), licence.issuer) == ("จ3-9(6)-1/51ปจ", "2008-12-15", "pio")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path)
    recorded = Change.objects.count()
    run = load(tmp_path)
    assert (run.counts["new"], run.counts["changed"], run.counts["unchanged"]) == (0, 0, 1)
    assert Change.objects.count() == recorded


def test_a_changed_cell_is_one_recorded_change(tmp_path: Path) -> None:
    load(tmp_path)
    run = load(tmp_path, feature(แรงม้า=300.0))
    assert (run.counts["new"], run.counts["changed"]) == (0, 1)
    change = Change.objects.get(action="facility.updated")
    assert change.before["factory"]["horsepower"] == 290
    assert change.after["factory"]["horsepower"] == 300


def test_what_an_officer_placed_stays(tmp_path: Path) -> None:
    load(tmp_path)
    move_facility(Facility.objects.get(), LonLat(101.7, 13.9), actor=TESTER, reason="visited", error_radius_m=10)
    load(tmp_path, feature(ชื่อโรงงาน="ชื่อใหม่", lon=101.5))
    facility = Facility.objects.get()
    assert (facility.name_th, facility.position.x, facility.position_method) == ("ชื่อใหม่", 101.7, "hand")


def test_no_other_writes_sites_while_a_load_is_written(tmp_path: Path) -> None:
    for apply in (False, True):
        with CaptureQueriesContext(connection) as queries:
            load(tmp_path, feature(แรงม้า=300.0 + apply), apply=apply)
        assert any("LOCK TABLE facilities_facility" in query["sql"] for query in queries) is apply


def test_a_facility_that_the_file_no_longer_holds_stays(tmp_path: Path) -> None:
    load(tmp_path)
    load(tmp_path, feature(เลขทะเบียน="จ3-9(6)-2/51ปจ", lon=101.5))
    assert Facility.objects.count() == 2
    assert SourceRecord.objects.filter(missing_since__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"จำพวก": "2"}, "class_differs"),
        ({"ประเภท": "00905"}, "type_differs"),
        ({"ประเภท": " "}, "type_missing"),
        ({"ประเภท": "20001"}, "type_missing"),
        ({"วันที่ใบอน": 41000.0}, "year_differs"),
        ({"วันที่ใบอน": "เมื่อวาน"}, "date_unreadable"),
        ({"วันที่ใบอน": 238123.0}, "date_in_buddhist_era"),
        ({"แรงม้า": "มาก"}, "number_unreadable"),
        ({"ชื่อโรงงาน": "-"}, "name_missing"),
        ({"ตำบล": "หนองกี่"}, "plotted_elsewhere"),
        ({"จังหวัด": "สระแก้ว"}, "province_differs"),
        ({"จังหวัด": "แดนไกล"}, "province_unknown"),
        ({"เลขทะเบียน": "ทะเบียน 12"}, "number_problem"),
        ({"ละติจูด": 13.81}, "positions_differ"),
    ],
)
def test_a_doubtful_row_is_kept_and_listed(tmp_path: Path, changes: dict[str, Any], rule: str) -> None:
    row = feature()
    row["properties"] |= changes
    run = load(tmp_path, row)
    assert run.counts["new"] == 1
    assert rule in rules(run)


def test_a_position_in_another_country_is_dropped_and_the_row_kept(tmp_path: Path) -> None:
    run = load(tmp_path, feature(lon=139.7, lat=35.6))
    assert rules(run) == {"position_outside_thailand"}
    facility = Facility.objects.get()
    assert (facility.position, facility.position_method) == (None, "none")


def test_the_error_radius_grows_with_the_contradiction(tmp_path: Path) -> None:
    row = feature(จังหวัด="กาญจนบุรี", เลขทะเบียน="จ3-63(2)-1/45กจ")
    load(tmp_path, row)
    assert Facility.objects.get().error_radius_m == 100_000


def test_shared_positions_are_listed_for_each_row(tmp_path: Path) -> None:
    run = load(tmp_path, feature(), feature(เลขทะเบียน="จ3-9(6)-2/51ปจ"))
    assert [(problem.row, problem.rule) for problem in run.problems.order_by("row")] == [
        (1, "position_shared"),
        (2, "position_shared"),
    ]


def test_rows_without_a_key_or_with_a_taken_one_are_refused(tmp_path: Path) -> None:
    run = load(tmp_path, feature(), feature(), feature(เลขทะเบียน=" "), apply=False)
    assert refused(run) == [(2, "key_repeated"), (3, "key_missing")]
    assert run.counts["new"] == 1


def test_a_value_too_long_to_store_is_refused_by_field(tmp_path: Path) -> None:
    run = load(tmp_path, feature(), feature(เลขทะเบียน="จ3-9(6)-2/51ปจ", ชื่อโรงงาน="ก" * 301), apply=False)
    problem = run.problems.get(refused=True)
    assert (problem.row, problem.field, problem.rule) == (2, "ชื่อโรงงาน", "value_refused")
