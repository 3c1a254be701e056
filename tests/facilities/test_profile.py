"""Profiles are columns bound to a file's header."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilities.imports.profile import Column, RowReader
from facilities.imports.profiles import PROFILES
from facilities.new_facility import NewFacility
from geo.errors import BadInput
from geo.tables import TableRow
from tests.builders_register import TODAY, a_country, a_feed_row, load, read_one

FEED = PROFILES["diw-factory-data"]
COUNTRY = a_country()


def reader_of(*columns: str) -> RowReader:
    """The feed's profile over these columns."""
    return FEED.bind(columns, today=TODAY)


def test_the_profiles_have_the_names_that_others_rely_on() -> None:
    assert list(PROFILES) == [
        "diw-factory-data",
        "diw-business-location",
        "diw-permit",
        "diw-shapefile",
        "dpim-concession",
        "tisi-certificate",
        "ieat-estate",
        "generic",
    ]
    assert {profile.target for profile in PROFILES.values()} == {"facility", "estate"}
    assert all(profile.name == name and profile.title for name, profile in PROFILES.items())


def test_the_feed_knows_24_columns_by_name() -> None:
    assert len({column.name for column in FEED.columns}) == 24
    assert FEED.volatile == {"LAST_UPDATE"}


@pytest.mark.parametrize("profile", [name for name in PROFILES if name != "generic"])
def test_no_column_is_read_twice(profile: str) -> None:
    columns = PROFILES[profile].columns
    assert len({column.field for column in columns}) == len({column.name for column in columns}) == len(columns)


def test_missing_columns_are_named() -> None:
    with pytest.raises(BadInput) as caught:
        reader_of("FID", "FNAME")
    assert caught.value.fields["field"] == "columns"
    assert caught.value.fields["value"] == "DISPFACREG"


def test_generic_needs_a_mapping() -> None:
    with pytest.raises(BadInput) as caught:
        PROFILES["generic"].bind(["a"])
    assert caught.value.fields["field"] == "mapping"


@pytest.mark.parametrize("header", ["dispfacreg", " DISPFACREG ", "\ufeffDISPFACREG"])
def test_a_header_is_known_with_a_mark_blanks_and_in_small_letters(header: str) -> None:
    row = read_one(FEED, **{header: "จ3-9(6)-1/51ปจ", "FNAME": "โรงงาน"})
    assert row.facility.source_key == "จ3-9(6)-1/51ปจ"


def test_columns_no_one_knows_stay_in_the_raw_row_and_personal_ones_do_not() -> None:
    row = load("diw-factory-data__unknown_columns.csv")["forty-six columns"]
    raw = row.reading.reader.raw(row.reading.row)
    assert raw["UNKNOWN_01"] == "x"
    assert "PHONE" not in raw
    assert raw["FFLAG"] == "1"  # as it came


def test_empty_cells_are_no_part_of_the_raw_row() -> None:
    reader = reader_of("DISPFACREG", "FNAME", "HP")
    assert reader.raw(TableRow(1, ["3-1-1/51", "", None])) == {"DISPFACREG": "3-1-1/51"}


@pytest.mark.parametrize("column", ["โทรศัพท์มือถือ", "Phone No.", "EMAIL", "เลขประจำตัวประชาชน", "citizen_id", "ผู้ติดต่อ"])
def test_personal_columns_are_private_in_every_profile(column: str) -> None:
    assert all(profile.is_private(column) for profile in PROFILES.values())


def test_problems_name_the_files_own_column() -> None:
    row = read_one(FEED, **a_feed_row(hp="มาก"))
    assert [(problem.field, problem.value) for problem in row.reading.problems] == [("hp", "มาก")]


def test_problems_quote_the_cell_as_it_came_and_not_what_was_made_of_it() -> None:
    row = read_one(FEED, COUNTRY, **a_feed_row(LAT="12.6", LNG="101.3", FID='="1"'))
    said = {problem.rule: (problem.field, problem.value) for problem in row.reading.problems}
    assert said["outside_subdistrict"] == ("FTUMNAME", "ท่าตูม")
    assert said["number_problem"] == ("FID", '="1"')


def test_a_place_is_quoted_with_both_its_columns() -> None:
    row = read_one(FEED, COUNTRY, **a_feed_row(LAT="x", LNG="101.3"))
    [problem] = [problem for problem in row.reading.problems if problem.rule.startswith("position")]
    assert (problem.field, problem.value) == ("LAT, LNG", "x, 101.3")


def test_volatile_columns_are_given_by_the_files_own_names() -> None:
    assert reader_of("DISPFACREG", "FNAME", "last_update").volatile == {"last_update"}


def test_a_profile_can_be_rebuilt_in_another_process_by_its_name() -> None:
    areas = pickle.loads(pickle.dumps(COUNTRY))
    assert isinstance(read_one("diw-factory-data", areas, **a_feed_row()).new, NewFacility)


def test_a_constant_fills_a_field_of_every_row() -> None:
    column = Column("=x", "estate", constant="นิคมสมมติ")
    assert (column.constant, column.required) == ("นิคมสมมติ", False)


def test_a_nested_cell_is_read_as_its_text() -> None:
    row = read_one(FEED, **a_feed_row(FNAME=["ก", "ข"], HP={"a": 1}))
    assert row.facility.name_th == "['ก', 'ข']"
    assert row.rules == {"number_unreadable"}


CELLS = (
    st.text(max_size=20) | st.floats() | st.integers() | st.none() | st.booleans() | st.lists(st.integers(), max_size=2)
)


@pytest.mark.parametrize("profile", [name for name in PROFILES if name != "generic"])
@given(data=st.data())
def test_no_row_raises_anything_but_its_refusal(profile: str, data: st.DataObject) -> None:
    columns = [column.name for column in PROFILES[profile].columns]
    row = {name: data.draw(CELLS) for name in columns}
    loaded = read_one(profile, COUNTRY, **row)
    assert (loaded.new is None) == (loaded.error is not None)
    assert all(len(problem.value) <= 120 and len(problem.key) <= 80 for problem in loaded.reading.problems)


def test_text_too_long_to_store_refuses_the_row_by_its_field() -> None:
    row = read_one(FEED, **a_feed_row(FNAME="ก" * 301))
    assert row.error is not None
    problem = row.reading.refusal(row.error)
    assert (problem.field, problem.rule) == ("FNAME", "value_refused")
