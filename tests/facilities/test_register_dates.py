"""Days of both eras, in a file of each profile, row by row."""

from datetime import date

import pytest

from tests.builders_register import Loaded, load

DAYS = {
    "buddhist slashes": date(2004, 12, 31),
    "buddhist iso": date(2004, 12, 31),
    "christian iso": date(1974, 8, 8),
    "christian slashes": date(1974, 8, 8),
    "short month": date(2025, 1, 12),
    "long month": date(2025, 1, 12),
    "with the word for the era": date(2025, 1, 12),
    "two digits": date(2008, 2, 1),
    "excel serial": date(2008, 12, 15),
    "excel serial, buddhist": date(2008, 12, 15),
    "with a clock": date(2026, 8, 13),
    "leap day": date(2016, 2, 29),
    "dash": None,
    "zero": None,
    "blank": None,
}
NO_DAYS = {
    "no such day": "date_unreadable",
    "no leap day": "date_unreadable",
    "no such month": "date_unreadable",
    "words": "date_unreadable",
    "far future": "year_in_future",
    "two digits, far future": "year_in_future",
}
PROFILES = ("diw-factory-data", "diw-permit", "dpim-concession", "tisi-certificate", "generic")


@pytest.mark.parametrize("profile", PROFILES)
def test_each_row_gets_its_day(profile: str) -> None:
    rows = load(f"{profile}__dates.csv")
    assert {name: _day(rows[name]) for name in DAYS} == DAYS
    assert not any(_rules(rows[name]) for name in DAYS)


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_no_day_is_said_and_left_out(profile: str) -> None:
    rows = load(f"{profile}__dates.csv")
    assert {name: _day(rows[name]) for name in NO_DAYS} == dict.fromkeys(NO_DAYS)
    assert {name: _rules(rows[name]) for name in NO_DAYS} == {name: {rule} for name, rule in NO_DAYS.items()}


@pytest.mark.parametrize(
    ("name", "day", "rule"),
    [
        ("excel serial", date(2008, 12, 15), None),
        ("excel serial, buddhist", date(2008, 12, 15), "date_in_buddhist_era"),
        ("another year", date(2012, 4, 1), "year_differs"),
        ("words", None, "date_unreadable"),
        ("zero", None, None),
        ("blank", None, None),
    ],
)
def test_the_shapefile_counts_its_days_as_excel_does(name: str, day: date | None, rule: str | None) -> None:
    row = load("diw-shapefile__dates.csv")[name]
    assert row.facility.licences[0].issued_on == day
    assert row.rules == ({rule} if rule else set())


def _day(row: Loaded) -> date | None:
    """The day under test: of the licence, of the certificate, or of the row."""
    facility = row.facility
    if facility.certificates:
        return facility.certificates[0].issued_on
    return row.reading.said_on or facility.licences[0].issued_on


def _rules(row: Loaded) -> set[str]:
    return {rule for rule in row.rules if rule.startswith(("date", "year"))}
