"""`manage.py import_reports`: every format, each ticket once, every bad row named, stopped and gone on with."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo.errors import BadInput
from incidents.models import FileImport, OutsideSystem, OutsideTicket, Report, StateChange
from incidents.outside.files import formats, loading
from incidents.outside.files.mapped import parse_mapping
from tests.builders_outside import a_system
from tests.real_data import real_file

DATA = Path(__file__).parents[2] / "data" / "outside"
MIXED = DATA / "good_and_bad_rows.csv"


def imported(path: Path, name: str, **options: Any) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("import_reports", path, format=name, stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("file", "name", "state", "category"),
    [
        ("coords_in_one_text.csv", "traffy-csv", "received", "noise_vibration"),
        ("coords_in_one_text.csv", "traffy-public", "received", "noise_vibration"),
        ("download_with_bom.csv", "traffy-csv", "received", "noise_vibration"),
        ("issues_of_the_exchange.json", "traffy-json", "accepted", "noise_vibration"),
        ("public_features.json", "traffy-public", "resolved", "noise_vibration"),
        ("public_search_with_text_pairs.json", "traffy-public", "refused", "noise_vibration"),
        ("open311_requests.xml", "open311", "resolved", "noise_vibration"),
    ],
)
def test_every_format_gives_one_report_that_begins_where_it_stands(
    file: str, name: str, state: str, category: str
) -> None:
    imported(DATA / file, name)
    report = Report.objects.get()
    assert (report.state, report.category_id, report.attribution.lead_id) == (state, category, "pio-25")
    assert report.received_at.isoformat() == "2026-03-12T02:00:00+00:00"
    assert StateChange.objects.get().data["outside"]["ticket"] == OutsideTicket.objects.get().key


@pytest.mark.usefixtures("country")
def test_a_table_of_any_kind_is_read_by_its_mapping() -> None:
    said = imported(DATA / "own_columns_thai_dates.csv", "generic", mapping=DATA / "own_columns.yaml")
    report = Report.objects.get()
    assert (report.state, report.category_id, report.channel) == ("resolved", "odour", "file")
    assert "row 2, ticket ก/๒: วันที่ '12 มี.ค. 69'" in said


@pytest.mark.usefixtures("country")
def test_bad_rows_are_named_and_good_ones_are_not_lost() -> None:
    said = imported(MIXED, "traffy-csv")
    assert said.splitlines()[-1] == "10 read, 4 stored, 0 changed, 1 unchanged, 5 refused"
    named = [line.split(":")[0:2] for line in said.splitlines() if line.startswith("row ")]
    assert [name for name, _field in named] == [
        "row 4, ticket 2026-AAAAA4",
        "row 5, ticket 2026-AAAAA5",
        "row 6, ticket 26-1",
        "row 7, ticket 2026-AAAAA7",
        "row 8, ticket 2026-AAAAA8",
    ]
    run = FileImport.objects.get()
    assert (run.rows_read, run.stored, len(run.problems), run.finished_at is not None) == (10, 4, 5, True)
    assert {problem["field"] for problem in run.problems} == {"timestamp", "lat", "ticket_id", "position"}


@pytest.mark.usefixtures("country")
def test_a_row_without_position_is_placed_by_its_area_with_its_radius() -> None:
    imported(MIXED, "traffy-csv")
    report = OutsideTicket.objects.get(key="2026-AAAAA3").report
    assert report is not None
    assert (report.position_method, (report.error_radius_m or 0) > 50_000) == ("centroid", True)


@pytest.mark.usefixtures("country")
def test_a_type_that_means_none_of_ours_is_other_and_keeps_its_name() -> None:
    imported(MIXED, "traffy-csv")
    ticket = OutsideTicket.objects.get(key="2026-AAAAA9")
    assert ticket.report is not None
    assert (ticket.report.category_id, ticket.report.state, ticket.details["type"]) == (
        "other",
        "accepted",
        "ถนน,ทางเท้า",
    )
    assert (ticket.state, ticket.state_text) == ("inprogress", "ของหน่วยงานเอง")


@pytest.mark.usefixtures("country")
def test_twice_is_once() -> None:
    imported(MIXED, "traffy-csv")
    steps = StateChange.objects.count()
    assert imported(MIXED, "traffy-csv").endswith("10 read, 0 stored, 0 changed, 5 unchanged, 5 refused\n")
    assert (Report.objects.count(), StateChange.objects.count()) == (4, steps)


@pytest.mark.usefixtures("country")
def test_a_dry_run_says_the_same_and_keeps_nothing() -> None:
    said = imported(MIXED, "traffy-csv", dry_run=True)
    assert "10 read, 4 stored, 0 changed, 1 unchanged, 5 refused (dry run" in said
    assert not Report.objects.exists()
    assert not OutsideSystem.objects.exists()
    assert not FileImport.objects.exists()


@pytest.mark.usefixtures("country")
def test_bad_rows_are_written_to_be_corrected(tmp_path: Path) -> None:
    imported(MIXED, "traffy-csv", bad_rows=tmp_path / "bad.csv")
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["ticket_id"] for row in rows][:2] == ["2026-AAAAA4", "2026-AAAAA5"]
    assert (rows[1]["problem_row"], rows[1]["problem_field"]) == ("5", "lat")


@pytest.mark.django_db(transaction=True)
def test_what_was_stored_before_a_stop_stays_and_the_next_run_goes_on(
    country: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 2)
    real, taken = loading.take, []

    def stopping(*args: Any, **kwargs: Any) -> Any:
        taken.append(args)
        if len(taken) == 4:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "take", stopping)
        assert "Stopped" in imported(MIXED, "traffy-csv")
    assert Report.objects.count() == 3
    imported(MIXED, "traffy-csv")
    assert Report.objects.count() == 4


@pytest.mark.usefixtures("country")
def test_a_ticket_of_a_webhook_is_the_same_ticket_in_a_file() -> None:
    a_system("pushed")
    imported(MIXED, "traffy-csv")
    assert OutsideSystem.objects.get().code == "pushed"
    a_system("another", hook_digest="")
    with pytest.raises(CommandError, match="name one"):
        imported(MIXED, "traffy-csv")
    assert "unchanged" in imported(MIXED, "traffy-csv", system="pushed")


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("open311_requests.xml", "traffy-json"),
        ("public_features.json", "open311"),
        ("own_columns_thai_dates.csv", "traffy-csv"),
        ("own_columns_thai_dates.csv", "generic"),
        ("missing.csv", "traffy-csv"),
    ],
)
def test_a_file_in_another_format_is_refused_whole(file: str, name: str) -> None:
    with pytest.raises(CommandError):
        imported(DATA / file, name)
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"key": ""}, {"tme": "x"}, {"states": {"จบ": "over"}}, {"time_zone": "Asia/Nowhere"}, {"time_zone": "../etc"}],
)
def test_a_mapping_that_means_nothing_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        parse_mapping({"key": "a", "description": "b", "time": "c", **changes})


def test_an_answer_that_is_a_refusal_is_no_file(tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text('{"status": "fail", "message": "Running out of API usage quota", "results": []}')
    with pytest.raises(BadInput, match="quota"):
        formats.opened(file, "traffy-json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_xml_that_could_grow_is_refused(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "bomb.xml"
    bomb = f'<?xml version="1.0" encoding="{encoding[:6]}"?><!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>'
    file.write_bytes(bomb.encode(encoding))
    with pytest.raises(BadInput, match="document type"):
        formats.opened(file, "open311")


@pytest.mark.realdata
@pytest.mark.usefixtures("country")
def test_the_real_file_loads_once_however_often() -> None:
    path = real_file("complaints/traffy_2022-12_half.csv")
    assert imported(path, "traffy-csv").endswith("902 read, 902 stored, 0 changed, 0 unchanged, 0 refused\n")
    assert imported(path, "traffy-csv").endswith("902 read, 0 stored, 0 changed, 902 unchanged, 0 refused\n")
    assert (Report.objects.count(), OutsideTicket.objects.count()) == (902, 902)
    assert Report.objects.filter(state="resolved").count() == 169
