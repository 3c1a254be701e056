"""The life of a load: nothing harms the register, and a person has the last word."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from facilities.corrections import correct
from facilities.import_pages.words import took
from facilities.imports import advancing, parsing
from facilities.imports.profile import Reading
from facilities.imports.runs import accept_run, advance_run, differences, reject_run, start_run, stop_run
from facilities.imports.staged_rows import line
from facilities.imports.watching import Stopped
from facilities.models import Facility, ImportRun, Licence, Matter, RunState, SourceRecord, StatusEntry, WorkItem
from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.models import Change
from tests.builders_facilities import TESTER
from tests.builders_imports import NOW
from tests.facilities.imports.feeds import ACTOR, OPERATING, STRUCK_OFF, feed, load, refused, row, rules, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the feed is written."""
    return tmp_path / "feed.csv"


def changed(run: ImportRun) -> tuple[int, int]:
    """New and changed rows."""
    return run.counts["new"], run.counts["changed"]


def test_a_halved_feed_is_held_and_writes_nothing(file: Path) -> None:
    load(written(file, feed(40)))
    run = load(written(file, feed(20)))
    assert (run.state, rules(run)) == (RunState.HELD, ["rows_fell"])
    assert not SourceRecord.objects.filter(missing_since__isnull=False).exists()


def test_a_truncated_feed_is_held(file: Path) -> None:
    load(written(file, feed(40)))
    file.write_bytes(written(file, feed(40)).read_bytes()[:-60])
    run = load(file)
    assert run.state == RunState.HELD
    assert "truncated" in rules(run)


def test_a_status_shifted_feed_is_held(file: Path) -> None:
    load(written(file, feed(40)))
    run = load(written(file, feed(40, FFLAG=OPERATING)))
    assert (run.state, rules(run)) == (RunState.HELD, ["status_shares", "status_shares"])
    assert Facility.objects.filter(status="operating").count() == 10


def test_a_feed_that_lost_columns_is_held(file: Path) -> None:
    load(written(file, feed(4)))
    run = load(written(file, feed(4), [name for name in row() if name != "HP"]))
    assert (run.state, rules(run)) == (RunState.HELD, ["columns_lost"])


def test_a_held_load_goes_in_when_a_person_accepts_it(file: Path) -> None:
    load(written(file, feed(40)))
    run = load(written(file, feed(20, HP="5")))
    accept_run(run, actor=Actor("somying"), reason="the province closed them")
    run = advance_run(run.pk)
    assert (run.state, run.decided_by_label, changed(run)) == (RunState.APPLIED, "somying", (0, 20))
    change = Change.objects.get(action="import.accepted")
    assert (change.actor_label, change.reason, change.after["held_for"][0]["now"]) == (
        "somying", "the province closed them", 20
    )  # fmt: skip


def test_a_rejected_load_never_goes_in(file: Path) -> None:
    load(written(file, feed(40)))
    run = load(written(file, feed(20, HP="5")))
    reject_run(run, actor=ACTOR, reason="a cut download")
    assert advance_run(run.pk).state == RunState.REJECTED
    assert not Facility.objects.filter(factory__horsepower=5).exists()
    with pytest.raises(Conflict):
        accept_run(run, actor=ACTOR, reason="after all")


def test_a_decision_states_its_reason(file: Path) -> None:
    load(written(file, feed(40)))
    held = load(written(file, feed(20)))
    for decide in (accept_run, reject_run):
        with pytest.raises(BadInput):
            decide(held, actor=ACTOR, reason=" ")


def test_a_compared_load_goes_in_when_a_person_says_so(file: Path) -> None:
    run = load(written(file, feed(3)), apply=False)
    assert (run.state, Facility.objects.count()) == (RunState.COMPARED, 0)
    accept_run(run, actor=ACTOR, reason="")
    assert advance_run(run.pk).state == RunState.APPLIED
    assert Facility.objects.count() == 3


def test_a_load_that_another_overtook_is_compared_again(file: Path) -> None:
    waiting = load(written(file, feed(3)), apply=False)
    load(written(file, feed(3)))
    accept_run(waiting, actor=ACTOR, reason="")
    assert changed(advance_run(waiting.pk)) == (0, 0)
    assert Facility.objects.count() == 3


def test_a_hand_correction_survives_twenty_loads(file: Path) -> None:
    load(written(file, feed(2)))
    facility = Facility.objects.get(source_key="จ3-9(6)-1/51ปจ")
    place = {"lon": 101.7, "lat": 13.9, "error_radius_m": 10}
    correct(facility, "position", place, actor=TESTER, reason="visited")
    correct(facility, "name_th", "ชื่อจริง", actor=TESTER, reason="the sign at the gate")
    for night in range(20):
        load(written(file, feed(2, HP=str(200 + night), LNG=f"{101.5 + night / 1000:.3f}", FNAME=f"ชื่อ {night}")))
    facility.refresh_from_db()
    assert (facility.name_th, facility.position.x, facility.position_method) == ("ชื่อจริง", 101.7, "hand")
    assert facility.factory.horsepower == 219


def test_a_load_with_another_word_than_a_correction_opens_a_dispute(file: Path) -> None:
    load(written(file, feed(1)))
    facility = Facility.objects.get()
    correct(facility, "name_th", "ชื่อจริง", actor=TESTER, reason="the sign at the gate")
    load(written(file, feed(1, HP="5")))
    assert not WorkItem.objects.filter(matter=Matter.DISPUTED).exists()
    load(written(file, feed(1, FNAME="ชื่อใหม่ในทะเบียน")))
    item = WorkItem.objects.get(matter=Matter.DISPUTED)
    assert item.detail == {"name_th": {"corrected": "ชื่อจริง", "said": "ชื่อใหม่ในทะเบียน"}}
    load(written(file, feed(1, FNAME="ชื่อจริง")))
    item.refresh_from_db()
    assert item.settled_at is not None


def test_absence_removes_nothing_and_is_remembered(file: Path) -> None:
    load(written(file, feed(40)))
    before = set(Facility.objects.values_list("pk", "status"))
    load(written(file, feed(39)))
    record = SourceRecord.objects.get(missing_since__isnull=False)
    assert (record.key, str(record.last_seen)) == ("จ3-9(6)-40/51ปจ", str(record.missing_since))
    assert set(Facility.objects.values_list("pk", "status")) == before
    load(written(file, feed(40)))
    assert not SourceRecord.objects.filter(missing_since__isnull=False).exists()


def test_an_unchanged_load_touches_no_row_of_the_register(file: Path) -> None:
    load(written(file, feed(10)))
    before = _versions_of_rows()
    run = load(written(file, feed(10, LAST_UPDATE="20260401")))
    assert (changed(run), run.counts["unchanged"]) == ((0, 0), 10)
    assert _versions_of_rows() == before


def test_a_refused_row_never_loses_its_neighbours(file: Path) -> None:
    bad = [row(2, FNAME="ก" * 301), row(4, DISPFACREG=""), row(1)]
    run = load(written(file, [row(1), bad[0], row(3), bad[1], bad[2], row(6)]), apply=False)
    assert [number for number, _rule in refused(run)] == [2, 4, 5]
    assert run.counts["new"] == 3


def test_a_value_that_the_database_refuses_takes_only_its_row(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(reading: Reading, *rest: Any) -> str:
        return line(reading, *rest) + ("longer than any code" if reading.row.number == 31 else "")

    monkeypatch.setattr(parsing, "line", too_long)
    run = load(written(file, feed(60)))
    assert (run.state, changed(run), Facility.objects.count()) == (RunState.APPLIED, (59, 0), 59)
    assert refused(run) == [(31, "value_refused")]


def test_licences_of_one_operator_at_one_address_are_one_site(file: Path) -> None:
    there = {"FADDR": "99/1", "FMOO": "4", "FNAME": "โรงงานรวม"}
    rows = [row(1, **there, FFLAG=STRUCK_OFF, HP="50"), row(2, **there), row(3, **there, FACTYPE="2"), row(4)]
    load(written(file, rows))
    site = Facility.objects.get(name_th="โรงงานรวม")
    assert (Facility.objects.count(), site.licences.count(), site.records.count()) == (2, 3, 3)
    assert (site.status, site.factory.horsepower, site.factory.factory_class) == ("operating", 200, 3)
    assert sorted(site.records.values_list("licence__canonical", flat=True)) == [
        "จ3-9(6)-1/51ปจ", "จ3-9(6)-2/51ปจ", "จ3-9(6)-3/51ปจ"
    ]  # fmt: skip


def test_a_later_licence_joins_the_site_of_its_operator(file: Path) -> None:
    load(written(file, [row(1)]))
    load(written(file, [row(1), row(2, FADDR="1", HP="30")]))
    site = Facility.objects.get()
    assert (site.licences.count(), site.factory.horsepower) == (2, 130)


def test_a_status_is_noted_when_first_seen_and_when_it_changes(file: Path) -> None:
    load(written(file, feed(40)))
    load(written(file, [{**held, "FFLAG": OPERATING} if place == 0 else held for place, held in enumerate(feed(40))]))
    entries = StatusEntry.objects.filter(licence__canonical="จ3-9(6)-1/51ปจ").order_by("pk")
    assert [(entry.status, entry.source, str(entry.on)) for entry in entries] == [
        ("struck_off", "diw-factory-data", "2026-03-01"),
        ("operating", "diw-factory-data", "2026-03-01"),
    ]
    assert StatusEntry.objects.count() == 41


def test_a_changed_row_is_one_line_of_its_sites_history(file: Path) -> None:
    load(written(file, feed(3)))
    load(written(file, [row(1, FFLAG=STRUCK_OFF, HP="101"), *feed(3)[1:]]))
    change = Change.objects.get(action="facility.updated")
    assert (change.before["factory"]["horsepower"], change.after["factory"]["horsepower"]) == (100, 101)


def test_differences_tell_new_changed_and_absent_by_key(file: Path) -> None:
    load(written(file, feed(40)))
    run = load(written(file, [row(1, HP="7"), *feed(39)[1:], row(99)]), apply=False)
    found = {item.kind: item for item in differences(run)}
    assert found["changed"].fields["HP"] == ("100", "7")
    assert (found["new"].key, found["absent"].key) == ("จ3-9(6)-99/51ปจ", "จ3-9(6)-40/51ปจ")
    assert [item.kind for item in differences(run, kind="new")] == ["new"]
    assert [item.key for item in differences(run, 1, found["absent"].key)] == [found["new"].key]


def test_a_stopped_load_leaves_nothing_and_goes_on_when_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_told: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(advancing.Watch, "report", stop)
        run = load(written(file, feed(3)))
    assert (run.state, Facility.objects.count(), SourceRecord.objects.count()) == (RunState.STOPPED, 0, 0)
    assert advance_run(run.pk).state == RunState.APPLIED


def test_a_waiting_load_stops_at_once_and_a_finished_one_not_at_all(file: Path) -> None:
    run = start_run(written(file, feed(1)), profile="diw-factory-data", actor=ACTOR, now=NOW)
    assert stop_run(run, actor=ACTOR).state == RunState.STOPPED
    with pytest.raises(Conflict):
        stop_run(load(file), actor=ACTOR)


def test_a_file_that_cannot_be_read_fails_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("A,B\n1,2\n")
    run = load(file)
    assert run.state == RunState.FAILED
    assert "DISPFACREG" in run.error


def test_one_number_in_two_writings_is_one_licence(file: Path, tmp_path: Path) -> None:
    load(written(file, [row(1, FID='="10250000125510"')]))
    columns = ("DISPFACREG", "FID", "FNAME", "ONAME", "OBJECT", "POKDATE", "STATUS", "LAST_UPDATE")
    permit = {"DISPFACREG": "", "FID": "10250000125510", "POKDATE": "2008-12-15", "STATUS": "ดำเนินการ"}
    load(written(tmp_path / "permit.csv", [permit], columns), profile="diw-permit")
    assert (Facility.objects.count(), Licence.objects.count(), SourceRecord.objects.count()) == (1, 1, 2)
    assert str(Licence.objects.get().issued_on) == "2008-12-15"


def _versions_of_rows() -> list[tuple[object, ...]]:
    """Which transaction wrote each row of the register last."""
    tables = ("facility", "licence", "sourcerecord", "statusentry", "factorydetails")
    names = {"factorydetails": "facility_id"}
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(
                f"SELECT '{table}', {names.get(table, 'id')}, xmin::text, ctid::text FROM facilities_{table}"
            )
            found += cursor.fetchall()
    return sorted(found)


def test_a_load_does_not_take_longer_for_waiting_for_a_person(file: Path) -> None:
    run = load(written(file, feed(4)), apply=False)
    run.finished_at = run.started_at + timedelta(seconds=9)
    run.save(update_fields=["finished_at"])
    accept_run(run, actor=ACTOR, reason="")
    run = advance_run(run.pk)
    assert run.state == RunState.APPLIED
    with override("en"):
        assert took(run, timezone.now()) in ("9 s", "10 s", "11 s")


def test_a_refused_load_does_not_take_longer_for_waiting(file: Path) -> None:
    load(written(file, feed(40)))
    run = load(written(file, feed(20)))
    ImportRun.objects.filter(pk=run.pk).update(finished_at=run.started_at + timedelta(seconds=9))
    with override("en"):
        assert took(reject_run(run, actor=ACTOR, reason="a cut download"), timezone.now()) == "9 s"
