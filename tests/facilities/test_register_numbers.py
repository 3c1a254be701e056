"""Registration numbers in all their writings, in a file of each profile, row by row."""

import pytest

from facilities.registration import parse
from tests.builders_register import load

FEEDS = ("diw-factory-data", "diw-business-location", "diw-permit", "generic")

ROWS = {
    "agreeing": ("จ3-9(6)-1/51ปจ", set()),
    "stray spaces": ("1-10-1/2560", set()),
    "thai digits": ("จ3-9(6)-3/51ปจ", set()),
    "wrapped": ("จ3-9(6)-4/51ปจ", set()),
    "wrong check digit": ("จ3-9(6)-5/51ปจ", {"number_problem"}),
    "another province": ("จ3-9(6)-6/51ปจ", {"numbers_disagree"}),
    "another year": ("จ3-9(6)-7/51ปจ", {"numbers_disagree"}),
    "another issuer": ("จ3-9(6)-8/51ปจ", {"numbers_disagree"}),
    "unknown issuer": ("จ3-9(6)-9/51ปจ", {"number_problem", "numbers_disagree"}),
    "thirteen digits": ("จ3-9(6)-10/51ปจ", {"number_problem"}),
    "far future": ("จ3-9(6)-16/99ปจ", {"year_in_future"}),
    "old ieat": ("น.47(3)-1/2548-นอต.", set()),
    "new ieat": ("2-61-0-301-00065-2567", set()),
    "no form known": ("ทะเบียน12", {"number_problem"}),
    "zone prefix": ("ข3-9(6)-20/51ปจ", set()),
}
"""The canonical number, and the rules that the numbers of the row break."""
OF_NUMBERS = {"number_problem", "numbers_disagree", "year_in_future"}
WITH_KEY = {
    "another class in the key": "numbers_disagree",
    "another type in the key": "numbers_disagree",
    "ten digits in the key": "number_problem",
    "new ieat": "numbers_disagree",
}


@pytest.mark.parametrize("profile", FEEDS)
def test_each_number_is_read_and_what_is_wrong_is_said(profile: str) -> None:
    rows = load(f"{profile}__numbers.csv")
    expected = dict(ROWS)
    if profile == "diw-factory-data":  # which alone has the 11-digit key
        expected["new ieat"] = (ROWS["new ieat"][0], {"numbers_disagree"})
    said = {
        name: (parse(rows[name].facility.licences[0].number).canonical, rows[name].rules & OF_NUMBERS)
        for name in expected
    }
    assert said == expected


@pytest.mark.parametrize("profile", ["diw-factory-data", "diw-business-location", "diw-permit", "diw-shapefile"])
def test_a_row_is_named_by_its_canonical_number(profile: str) -> None:
    rows = load(f"{profile}__numbers.csv")
    assert rows["stray spaces"].facility.source_key == "1-10-1/2560"
    assert rows["thai digits"].facility.source_key == "จ3-9(6)-3/51ปจ"


@pytest.mark.parametrize("profile", ["diw-factory-data", "diw-business-location", "diw-permit"])
def test_without_a_printed_number_the_14_digits_name_the_row(profile: str) -> None:
    row = load(f"{profile}__numbers.csv")["only 14 digits"].facility
    assert row.source_key == row.licences[0].number == row.licences[0].fourteen == "20250001425518"
    assert row.province_code == "25"


@pytest.mark.parametrize("profile", [*FEEDS, "diw-shapefile"])
def test_a_row_without_any_number_is_refused(profile: str) -> None:
    error = load(f"{profile}__numbers.csv")["no number"].error
    assert error is not None
    assert error.fields["rule"] == "key_missing"


def test_the_eleven_digits_are_held_against_the_number() -> None:
    rows = load("diw-factory-data__numbers.csv")
    assert {name: rows[name].rules & OF_NUMBERS for name in WITH_KEY} == {
        name: {rule} for name, rule in WITH_KEY.items()
    }
    assert rows["agreeing"].facility.licences[0].eleven == "00906300151"
    assert rows["new ieat"].facility.licences[0].types == (4703,)  # which only the key tells


def test_disagreement_stays_with_the_licence_and_is_said_in_words() -> None:
    row = load("diw-factory-data__numbers.csv")["another province"]
    assert row.facility.licences[0].problems == ("fourteen_province_differs",)
    assert row.detail("numbers_disagree") == "The province of the 14-digit number is not that of the old number"
    assert row.reading.problems[0].field == "FID"


def test_a_wrong_check_digit_is_said_not_swallowed() -> None:
    row = load("diw-factory-data__numbers.csv")["wrong check digit"]
    assert row.detail("number_problem") == "The check digit (the last) is wrong"
    assert len(row.facility.licences[0].fourteen) == 14


@pytest.mark.parametrize("profile", ["diw-factory-data", "diw-business-location", "diw-shapefile", "generic"])
def test_the_province_of_the_address_is_held_against_the_number(profile: str) -> None:
    row = load(f"{profile}__numbers.csv")["province of the address"]
    assert "province_differs" in row.rules
    assert row.facility.province_code == "21"  # the address says where it stands, the number who issued it
