"""A file that was let in last is recognised by its bytes, comes to what reading it would come to, and is not read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilities.imports import examining
from facilities.imports.reading_rows import RowsReader
from facilities.models import ImportProblem, ImportRun, SourceRecord
from geo.tables import TableRow, open_table, some_rows
from tests.facilities.imports.feeds import feed, load, refused, row, written

pytestmark = pytest.mark.django_db

Rows = list[TableRow]
BAD = {"FACREG": "", "DISPFACREG": "", "FID": ""}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """The rows that any load looks at."""
    seen: Rows = []
    chunks = RowsReader.chunks

    def looked_at(self: RowsReader, rows: object) -> object:
        some = list(rows)  # type: ignore[call-overload]
        seen.extend(some)
        return chunks(self, some)

    monkeypatch.setattr(RowsReader, "chunks", looked_at)
    return seen


def figures(run: ImportRun) -> dict[str, object]:
    """What a load came to."""
    names = ("read", "new", "changed", "unchanged", "absent", "refused", "statuses", "columns")
    return {name: run.counts[name] for name in names} | {"refused_rows": refused(run), "state": run.state}


def a_file(folder: Path, *more: dict[str, str]) -> Path:
    """Eighty good rows and more: a load of which more than one row in twenty is refused is held."""
    return written(folder / "feed.csv", [*feed(80), *more])


def unlike(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no file is recognised."""
    monkeypatch.setattr(examining, "same_file", lambda run, reading: None)


def test_nothing_of_it_is_read(tmp_path: Path, read: Rows) -> None:
    file = a_file(tmp_path)
    load(file)
    del read[:]
    run = load(file)
    assert (run.counts["read"], run.counts["unchanged"], run.counts["new"], run.state) == (80, 80, 0, "applied")
    assert read == []


def test_rows_that_were_refused_are_read_again(tmp_path: Path, read: Rows) -> None:
    file = a_file(tmp_path, row(81, **BAD), row(3), row(82))
    first = load(file)
    del read[:]
    assert figures(load(file))["refused_rows"] == refused(first) != []
    assert [one.number for one in read] == [number for number, _rule in refused(first)]


def test_it_comes_to_what_reading_it_comes_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = a_file(tmp_path, row(81, **BAD), row(3), row(4, FNAME="อื่น"), row(82))
    load(file)
    quick = load(file)
    unlike(monkeypatch)
    assert figures(quick) == figures(load(file))


def _other_mapping_version(monkeypatch: pytest.MonkeyPatch) -> None:
    ImportRun.objects.update(counts={**ImportRun.objects.get().counts, "reading": "another version"})


def _problems_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    ImportProblem.objects.all().delete()


def _a_record_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    SourceRecord.objects.order_by("pk")[0].delete()


@pytest.mark.parametrize("change", [_other_mapping_version, _problems_forgotten, _a_record_gone])
def test_it_is_read_where_the_register_is_not_what_that_load_left(
    tmp_path: Path, read: Rows, monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    file = a_file(tmp_path, row(81, **BAD))
    load(file)
    change(monkeypatch)
    del read[:]
    load(file)
    assert len(read) == 81


def test_a_file_let_in_before_the_last_one_is_read(tmp_path: Path, read: Rows) -> None:
    first, second = a_file(tmp_path), written(tmp_path / "second.csv", feed(79))
    load(first)
    load(second)
    del read[:]
    assert load(first).counts["unchanged"] == 80
    assert len(read) == 80


def test_chosen_rows_are_the_rows_of_the_table(tmp_path: Path) -> None:
    rows = [row(number, FNAME=f'"บรรทัด\nที่ {number}"') for number in range(1, 9)]
    table = open_table(written(tmp_path / "feed.csv", rows))
    whole = {one.number: one.cells for one in table.rows()}
    assert {one.number: one.cells for one in some_rows(table, [1, 5, 8])} == {n: whole[n] for n in (1, 5, 8)}
    assert list(some_rows(table, [])) == []
