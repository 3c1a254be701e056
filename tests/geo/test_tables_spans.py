"""A CSV file read in parts gives the rows of the whole."""

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.tables import Table, TableRow, open_span, open_table, row_ends, split

PIECES = st.sampled_from(
    ['"', '""', ",", "\n", "\r\n", "ก", "a", " ", '="1"', '5"', ',"', '",', '"\n', '"a,b\n"', "\n\n", "\r", "x" * 40]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def table_of(path: Path, text: str, encoding: str = "utf-8") -> Table:
    path.write_bytes(("FID,NAME\n1,a\n" + text).encode(encoding))
    return open_table(path)


def said(row: TableRow) -> tuple[int, list[object], str]:
    return row.number, row.cells, row.problem


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(text=TEXTS, parts=st.integers(2, 9), chunk=st.sampled_from([7, 64, 1 << 22]))
@example(text='ท่อ 5",x\n"a\nb",2\n', parts=4, chunk=1 << 22)
@example(text='"a"b"c\n"d\n",e\n', parts=5, chunk=1 << 22)
@example(text='a,"cut', parts=3, chunk=1 << 22)
def test_the_rows_of_the_parts_are_the_rows_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, parts: int, chunk: int
) -> None:
    monkeypatch.setattr(row_ends, "CHUNK_BYTES", chunk)
    whole = table_of(tmp_path / "a.csv", text)
    expected = [said(row) for row in whole.rows()]
    tables = [open_span(span) for span in split(whole, parts)]
    assert [said(row) for table in tables for row in table.rows()] == expected
    assert [table.truncated for table in tables][:-1] == [False] * (len(tables) - 1)
    assert tables[-1].truncated == whole.truncated


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_large_file_is_cut_into_as_many_parts_as_asked_for(tmp_path: Path, encoding: str) -> None:
    rows = "".join(f'="{number}","โรงงาน\r\nที่ {number}"\r\n' for number in range(2, 4000))
    spans = split(table_of(tmp_path / "a.csv", rows, encoding), 8)
    numbers = [row.number for span in spans for row in open_span(span).rows()]
    assert len(spans) == 8
    assert numbers == list(range(1, 4000))
    assert [span.first for span in spans[:2]] == [1, next(open_span(spans[1]).rows()).number]


def test_a_span_can_be_sent_to_another_process(tmp_path: Path) -> None:
    spans = split(table_of(tmp_path / "a.csv", "2,b\n" * 100), 3)
    sent = pickle.loads(pickle.dumps(spans))
    assert [said(row) for row in open_span(sent[1]).rows()] == [said(row) for row in open_span(spans[1]).rows()]


def test_what_cannot_be_cut_is_one_span(tmp_path: Path) -> None:
    assert len(split(table_of(tmp_path / "a.csv", "2,b\n" * 100, "utf-16"), 4)) == 1
    assert len(split(table_of(tmp_path / "b.csv", "2,b\r" * 100), 4)) == 1
