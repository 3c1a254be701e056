"""CSV files: whatever their encoding and delimiter, every flaw is said by its row."""

import time
from pathlib import Path

import pytest

from geo.errors import BadInput
from geo.tables import open_table
from geo.tables.limits import LARGEST_CELL
from tests.geo.tables import cells, opened, problems

ROWS = [
    ['="10010000000017"', "โรงงานทดสอบหนึ่ง", "12.5"],
    ['="10010000000025"', "โรงน้ำแข็ง, สาขา 2", "40"],
    ['="10010000000033"', "โรงสีทดสอบ", "-"],
]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("utf8.csv", "utf-8"), ("utf8_bom.csv", "utf-8"), ("cp874_unsaid.csv", "cp874"), ("utf16.csv", "utf-16")],
)
def test_the_encoding_is_found_by_the_bytes(name: str, encoding: str) -> None:
    table = opened(name)
    assert (table.encoding, table.columns) == (encoding, ("FID", "ชื่อโรงงาน", "HP"))
    assert cells(table) == ROWS
    assert (problems(table), table.truncated) == ({}, False)


def test_an_encoding_that_the_file_does_not_say_is_stated() -> None:
    assert "cp874" in opened("cp874_unsaid.csv").notes[0]
    assert opened("utf8.csv").notes == ()
    assert opened("cp874_unsaid.csv", encoding="TIS-620").notes == ()


@pytest.mark.parametrize("encoding", ["klingon", "utf-8"])
def test_a_stated_encoding_that_cannot_be_is_refused(encoding: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened("cp874_unsaid.csv", encoding=encoding)
    assert refused.value.fields["field"] == "encoding"


def test_semicolons_and_tabs_are_told_by_the_header() -> None:
    assert cells(opened("semicolons.csv"))[0] == ["1001", "โรงงาน, หนึ่ง", "12,5"]
    assert cells(opened("tabs.csv")) == [["1001", "โรงงาน, หนึ่ง", "12.5"]]


def test_a_cell_may_hold_line_ends_and_blank_lines_are_no_rows() -> None:
    table = opened("quoted_newlines.csv")
    assert [(row.number, row.cells[1]) for row in table.rows()] == [
        (1, "ผลิตน้ำแข็ง\r\nและห้องเย็น"),
        (2, 'กล่าวว่า "ดี"\n'),
    ]


def test_a_quote_inside_a_cell_is_a_letter() -> None:
    assert [row[1] for row in cells(opened("stray_quotes.csv"))] == ['ท่อ 5" ยาว', 'ab"c', "สาม\nบรรทัด"]


def test_too_few_and_too_many_cells_are_said_by_row() -> None:
    assert problems(opened("wrong_cell_counts.csv")) == {
        2: "2 cells where the header has 3",
        3: "4 cells where the header has 3",
    }


@pytest.mark.parametrize("name", ["cut_in_a_quote.csv", "cut_in_a_row.csv"])
def test_a_file_that_ends_in_the_middle_of_a_row_is_truncated(name: str) -> None:
    table = opened(name)
    assert not table.truncated
    assert "ends in the middle" in problems(table)[2]
    assert table.truncated


def test_a_last_line_without_a_line_end_is_whole() -> None:
    table = opened("no_last_line_end.csv")
    assert (len(cells(table)), problems(table), table.truncated) == (2, {}, False)


def test_nul_and_unreadable_bytes_are_said_with_their_row() -> None:
    nul, bad = opened("nul_bytes.csv"), opened("bad_bytes.csv")
    assert list(problems(nul)) == [1]
    assert cells(nul)[0][1] == "กข"
    assert list(problems(bad)) == [21]
    assert (bad.encoding, len(bad.notes)) == ("utf-8", 1)


def test_columns_of_one_name_and_of_none_get_names_of_their_own() -> None:
    table = opened("same_column_twice.csv")
    assert table.columns == ("FID", "NAME", "NAME_2", "column_4")
    assert len(table.notes) == 2


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('A,B\n1,x\n2,"open\n' + "3,y\n" * (LARGEST_CELL // 3), encoding="utf-8")
    with pytest.raises(BadInput, match=r"In row 2 a quote opens"):
        list(open_table(file).rows())


def test_rows_of_46_columns_come_by_the_hundred_thousand_in_a_second(tmp_path: Path) -> None:
    file, count = tmp_path / "a.csv", 24_000
    line = ",".join(f"ค่า {column}" for column in range(46)) + "\r\n"
    file.write_text(",".join(f"C{column}" for column in range(46)) + "\r\n" + line * count, encoding="utf-8")
    began = time.perf_counter()
    assert sum(1 for _row in open_table(file).rows()) == count
    assert time.perf_counter() - began < 5  # a tenth of the feed in 0.15 s; the rest is room for a busy machine
