"""Days as Thai registers write them."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.imports import dates
from facilities.imports.cells import Unreadable
from geo.thai import buddhist_date

DAYS = st.dates(min_value=date(1957, 1, 2), max_value=date(2055, 12, 31))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31/12/2547", date(2004, 12, 31)),
        ("2547-12-31", date(2004, 12, 31)),
        ("1974-08-08", date(1974, 8, 8)),
        ("12 ม.ค. 68", date(2025, 1, 12)),
        ("12 มกราคม พ.ศ. 2568", date(2025, 1, 12)),
        ("๑๒/๑/๖๘", date(2025, 1, 12)),
        ("12-Jan-2025", date(2025, 1, 12)),
        ("20261122", date(2026, 11, 22)),
        ("2026-08-13T04:12:33.5+07:00", date(2026, 8, 13)),
        ("13/8/2569 0:00:00", date(2026, 8, 13)),
        (39797, date(2008, 12, 15)),
        ("39797.5", date(2008, 12, 15)),
        (date(2551, 12, 15), date(2008, 12, 15)),
        (datetime(2008, 12, 15, 3, 4), date(2008, 12, 15)),
        ("29/2/2559", date(2016, 2, 29)),
    ],
)
def test_a_day_is_read_in_either_era(written: object, day: date) -> None:
    assert dates.day(written) == day


@pytest.mark.parametrize("written", [None, "", " ", "-", "0", 0, float("nan")])
def test_an_empty_cell_has_no_day(written: object) -> None:
    assert dates.day(written) is None


@pytest.mark.parametrize(
    "written", ["31/2/2560", "29/2/2560", "1/13/2560", "เมื่อวาน", "12 xx 2560", "1/1/1066", "1/1/9999", "12", "1e9", 7]
)
def test_what_is_no_day_is_unreadable(written: object) -> None:
    with pytest.raises(Unreadable):
        dates.day(written)


@pytest.mark.parametrize(("written", "day"), [("1/2/51", date(2051, 2, 1)), ("8/8/74", date(1974, 8, 8))])
def test_a_column_may_count_two_digits_from_christ(written: str, day: date) -> None:
    assert dates.christian_day(written) == day


@given(DAYS)
def test_a_day_survives_every_writing(day: date) -> None:
    be = day.year + 543
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month}/{be}",
        f"{day.day}/{day.month}/{be % 100:02d}",
        f"{be}-{day.month}-{day.day}",
        f"{day.day} {buddhist_date(day).split()[1]} {be % 100:02d}",
        buddhist_date(day),
        f"{day:%d/%m/%Y}",
    ):
        if be < 2600 or "/" not in written:
            assert dates.day(written) == day, written


@given(st.text() | st.floats() | st.integers() | st.none() | st.dates() | st.datetimes() | st.booleans())
def test_reading_a_day_raises_nothing_but_unreadable(cell: object) -> None:
    for read in (dates.day, dates.christian_day, dates.excel_day):
        with suppress(Unreadable):
            read(cell)


@given(st.from_regex(r"[0-9๐-๙]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}( [0-9:.]{1,8})?", fullmatch=True))
def test_whatever_looks_like_a_day_is_one_or_unreadable(written: str) -> None:
    with suppress(Unreadable):
        found = dates.day(written)
        assert found is None or 1850 <= found.year <= 2200
