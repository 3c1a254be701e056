"""Cells of Thai register files."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.imports import cells, dates


@pytest.mark.parametrize("cell", [None, " ", "-", "     -", "–", float("nan"), "\u200b", ""])
def test_every_way_of_writing_nothing_is_empty(cell: object) -> None:
    assert cells.text(cell) == ""
    assert cells.number(cell) is None


@pytest.mark.parametrize(
    ("cell", "value"), [(3, 3.0), ("3", 3.0), ("๑,๒๓๔.๕", 1234.5), (" 12 ", 12.0), ("1e3", 1000.0)]
)
def test_numbers_come_as_numbers_and_as_text(cell: object, value: float) -> None:
    assert cells.number(cell) == value


@pytest.mark.parametrize("cell", ["สิบ", "12/3", "inf", "nan"])
def test_what_is_no_number_is_said_to_be_unreadable(cell: str) -> None:
    with pytest.raises(cells.Unreadable):
        cells.number(cell)


@pytest.mark.parametrize(
    ("serial", "day"),
    [(39797, date(2008, 12, 15)), (61, date(1900, 3, 1)), ("39797", date(2008, 12, 15)), (0, None), (" ", None)],
)
def test_excels_days_are_those_of_the_1900_system(serial: object, day: date | None) -> None:
    assert dates.excel_day(serial) == day


def test_a_buddhist_year_in_excel_is_taken_back() -> None:
    day = dates.excel_day(239021)
    assert day is not None
    assert dates.is_buddhist(day)
    assert dates.to_christian_era(day) == date(2011, 5, 31)


def test_the_29th_of_february_survives() -> None:
    assert dates.to_christian_era(date(2552, 2, 29)) == date(2009, 2, 28)


def test_a_natural_person_is_no_name() -> None:
    assert cells.name("บุคคลธรรมดา ") == ""
    assert cells.name("บริษัท ก จำกัด") == "บริษัท ก จำกัด"


@given(st.text() | st.floats() | st.integers() | st.none())
def test_reading_a_cell_raises_nothing_but_unreadable(cell: object) -> None:
    cells.text(cell)
    for read in (cells.number, cells.amount, cells.whole, dates.excel_day):
        with suppress(cells.Unreadable):
            read(cell)
