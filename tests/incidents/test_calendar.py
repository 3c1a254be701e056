"""Thai working days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.calendar import WorkCalendar, holidays_of

BANGKOK = ZoneInfo("Asia/Bangkok")
PLAIN = WorkCalendar()
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(BANGKOK))
SPECIAL = st.dictionaries(DAYS, st.booleans(), max_size=30).map(WorkCalendar)


def at(text: str) -> datetime:
    """A moment in Bangkok."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-01-01", "new year"),
        ("2025-02-12", "Makha Bucha"),
        ("2025-04-07", "in lieu of Chakri Day, a Sunday"),
        ("2025-04-16", "in lieu of Songkran"),
        ("2025-05-05", "in lieu of Coronation Day, a Sunday"),
        ("2025-05-09", "Royal Ploughing Ceremony, of the civil service alone"),
        ("2025-05-12", "in lieu of Visakha Bucha, a Sunday"),
        ("2025-06-02", "special day by the cabinet"),
        ("2025-07-11", "Khao Phansa"),
        ("2025-08-11", "special day by the cabinet"),
        ("2025-10-13", "Navamindra Maharaj Day"),
        ("2025-12-10", "Constitution Day"),
        ("2026-01-02", "special day by the cabinet"),
        ("2026-03-03", "Makha Bucha in a year of eight months"),
        ("2026-06-01", "in lieu of Visakha Bucha, a Sunday"),
        ("2026-12-07", "in lieu of the fifth, a Saturday"),
        ("2026-12-31", "the last of the year"),
        ("2025-11-22", "a Saturday"),
        ("2025-11-23", "a Sunday"),
    ],
)
def test_offices_rest_on(day: str, why: str) -> None:
    assert not PLAIN.is_working(date.fromisoformat(day)), why


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-05-01", "Labour Day is the employees'"),
        ("2026-05-01", "Labour Day is the employees'"),
        ("2027-05-03", "in lieu of Labour Day is the employees' too"),
        ("2025-12-26", "a Friday"),
    ],
)
def test_offices_work_on(day: str, why: str) -> None:
    assert PLAIN.is_working(date.fromisoformat(day)), why


def test_a_year_has_a_plausible_number_of_days_off() -> None:
    weekdays = {year: sum(day.weekday() < 5 for day in holidays_of(year)) for year in range(2024, 2028)}
    assert all(14 <= count <= 22 for count in weekdays.values()), weekdays


def test_a_special_day_goes_both_ways() -> None:
    off, works = date(2026, 7, 31), date(2026, 8, 12)
    special = WorkCalendar({off: False, works: True})
    assert (PLAIN.is_working(off), special.is_working(off)) == (True, False)
    assert (PLAIN.is_working(works), special.is_working(works)) == (False, True)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2025-05-29T10:00", 3, "2025-06-05T16:30"),  # Thursday; weekend, the special Monday and the 3rd lie between
        ("2025-05-29T16:29", 1, "2025-05-30T16:30"),
        ("2025-05-29T16:30", 1, "2025-06-04T16:30"),  # after hours: received on Friday, the next working day is the 4th
        ("2025-05-31T09:00", 1, "2025-06-05T16:30"),  # a Saturday: received on the 4th
        ("2025-12-29T09:00", 3, "2026-01-06T16:30"),  # over the new year and its special Friday
        ("2025-04-11T09:00", 1, "2025-04-17T16:30"),  # over Songkran
        ("2025-06-06T06:00", 0, "2025-06-06T16:30"),
    ],
)
def test_a_limit_ends_with_office_hours(received: str, days: int, due: str) -> None:
    assert PLAIN.due(at(received), days) == at(due)


@pytest.mark.parametrize(
    ("due", "hours", "warned"),
    [
        ("2025-06-04T16:30", 24, "2025-05-30T16:30"),  # a working day before Wednesday the 4th is Friday
        ("2025-06-05T16:30", 4, "2025-06-05T12:30"),
        ("2025-06-05T16:30", 12, "2025-06-04T16:30"),
        ("2025-06-05T16:30", 48, "2025-05-30T16:30"),
    ],
)
def test_a_warning_comes_when_somebody_is_there(due: str, hours: float, warned: str) -> None:
    assert PLAIN.before(at(due), hours) == at(warned)


@given(DAYS, st.integers(1, 40), SPECIAL)
def test_adding_counts_as_counting_does(day: date, count: int, calendar: WorkCalendar) -> None:
    end = calendar.add(day, count)
    assert calendar.is_working(end)
    assert calendar.working_days(day, end) == count


@given(DAYS, st.integers(1, 40), SPECIAL)
def test_going_back_undoes_going_on(day: date, count: int, calendar: WorkCalendar) -> None:
    start = calendar.on_or_after(day)
    assert calendar.add(calendar.add(start, count), -count) == start


@given(DAYS, DAYS, DAYS, SPECIAL)
def test_counts_add_up(one: date, two: date, three: date, calendar: WorkCalendar) -> None:
    first, second, third = sorted([one, two, three])
    parts = calendar.working_days(first, second) + calendar.working_days(second, third)
    assert calendar.working_days(first, third) == parts
    assert calendar.working_days(third, first) == -parts


@given(MOMENTS, st.integers(0, 30), SPECIAL)
def test_a_limit_is_never_before_the_receipt_and_grows(moment: datetime, days: int, calendar: WorkCalendar) -> None:
    due = calendar.due(moment, days)
    assert due > moment
    assert calendar.due(moment, days + 1) > due
    assert calendar.due(moment + timedelta(hours=7), days) >= due


@given(MOMENTS, st.integers(0, 100), SPECIAL)
def test_a_warning_lies_in_office_hours_before_its_limit(moment: datetime, hours: int, calendar: WorkCalendar) -> None:
    due = calendar.due(moment, 5)
    warned = calendar.before(due, hours)
    assert warned <= due
    assert calendar.is_working(warned.date())
    assert (8, 30) <= (warned.hour, warned.minute) <= (16, 30)
