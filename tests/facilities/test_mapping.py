"""A mapping is checked whole, and what is wrong is named by line and key."""

from typing import Any

import pytest

from facilities.imports.mapping import check, from_yaml
from facilities.imports.mapping_fields import FIELDS
from facilities.imports.profiles import generic_profile
from facilities.models import Kind
from geo.errors import BadInput
from tests.builders_register import read_one


def a_mapping(**changes: Any) -> dict[str, Any]:
    """A key and a name."""
    return {"columns": {"รหัส": "id", "ชื่อ": "name"}, **changes}


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("columns:\n  รหัส: id\n  ชื่อ: nam\n", 3, "columns.ชื่อ"),
        ("columns:\n  รหัส: id\n  ชื่อ: id\n", 3, "columns.ชื่อ"),
        ("columns: {a: id}\ncolour: red\n", 2, "colour"),
        ("columns: {a: id}\ntarget: mine\n", 2, "target"),
        ("columns:\n  a: id\n  b: {field: status, values: {x: open}}\n", 3, "columns.b.values.x"),
        ("columns:\n  a: id\n  b: {field: name, dates: buddhist}\n", 3, "columns.b.dates"),
        ("columns: {a: id}\nconstants:\n  kind: castle\n", 3, "constants.kind"),
        ("columns: {a: id}\nconstants:\n  id: 7\n", 3, "constants.id"),
        ("columns: {a: id}\ncoordinates:\n  crs: EPSG:1\n", 3, "coordinates.crs"),
        ("columns: {a: id, b: lat}\n", 1, "columns"),
        ("columns: {a: id, b: lat, c: lon, d: position}\n", 1, "columns"),
        ("columns: {a: name}\n", 1, "columns"),
        ("columns: {a: id}\nkey: number\n", 2, "key"),
        ("columns: {a: id}\nsource: Rayong!\n", 2, "source"),
        ("columns:\n  a: id\n  a: name\n", 3, "line 3, a"),
        ("columns: [1, 2]\n", 1, "columns"),
        ("columns:\n  a: 'id\n", 3, "line 3"),
    ],
)
def test_a_wrong_mapping_is_refused_by_line_and_key(text: str, line: int, field: str) -> None:
    with pytest.raises(BadInput) as caught:
        from_yaml(text)
    assert (caught.value.fields["line"], caught.value.fields["field"]) == (line, field)


@pytest.mark.parametrize("text", ["", "7", "- a", "columns: &x {a: id}\nconstants: *x\n", "\x00", "x" * 70_000])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        from_yaml(text)


def test_a_mapping_from_the_page_is_checked_the_same() -> None:
    with pytest.raises(BadInput) as caught:
        check(a_mapping(constants={"status": "open"}))
    assert caught.value.fields["field"] == "constants.status"
    assert check(a_mapping())["columns"] == {"รหัส": "id", "ชื่อ": "name"}


@pytest.mark.parametrize("target", ["facility", "estate"])
def test_the_fields_are_data_with_titles_and_groups(target: str) -> None:
    fields = FIELDS[target]
    assert len({field.name for field in fields}) == len(fields)
    assert all(str(field.title) and field.group for field in fields)


def test_a_column_the_mapping_names_has_to_be_there() -> None:
    with pytest.raises(BadInput) as caught:
        generic_profile(a_mapping()).bind(["รหัส"])
    assert caught.value.fields["value"] == "ชื่อ"


@pytest.mark.parametrize("kind", Kind.values)
def test_a_constant_kind_makes_facilities_of_that_kind(kind: str) -> None:
    row = read_one(generic_profile(a_mapping(constants={"kind": kind})), รหัส="1", ชื่อ="แห่งหนึ่ง").facility
    assert (row.kind, row.name_th, row.source, row.source_key, row.licences) == (kind, "แห่งหนึ่ง", "generic", "1", ())


def test_two_lists_are_told_apart_by_their_source() -> None:
    row = read_one(generic_profile(a_mapping(source="list-a")), รหัส="1", ชื่อ="ก").facility
    assert row.source == "generic-list-a"


@pytest.mark.parametrize(
    ("order", "cell"),
    [
        ("lat_lon", "13.801234, 101.601234"),
        ("lon_lat", "101.601234 13.801234"),
        ("lat_lon", "13°48'04.44\"N, 101°36'04.44\"E"),
    ],
)
def test_both_coordinates_may_stand_in_one_column(order: str, cell: str) -> None:
    profile = generic_profile({"columns": {"a": "id", "b": "position"}, "coordinates": {"order": order}})
    row = read_one(profile, a="1", b=cell).facility
    assert row.position is not None
    assert (round(row.position.lon, 5), round(row.position.lat, 5)) == (101.60123, 13.80123)
    assert row.position_raw == cell


@pytest.mark.parametrize("cell", ["13.8", "a b c", "13.8,101.6,7"])
def test_what_is_not_two_coordinates_is_said(cell: str) -> None:
    profile = generic_profile({"columns": {"a": "id", "b": "position"}})
    assert read_one(profile, a="1", b=cell).rules & {"position_unreadable", "position_outside_thailand"}


def test_dates_follow_the_column_then_the_file() -> None:
    columns = {"a": "id", "b": {"field": "issued_on", "dates": "christian"}, "c": "expires_on", "n": "number"}
    row = read_one(generic_profile({"columns": columns}), a="1", b="1/2/08", c="1/2/68", n="3-9(6)-1/51ปจ").facility
    assert [str(row.licences[0].issued_on), str(row.licences[0].expires_on)] == ["2008-02-01", "2025-02-01"]


def test_an_estate_list_can_be_mapped() -> None:
    profile = generic_profile({"target": "estate", "columns": {"a": "id", "b": "name"}, "constants": {"kind": "park"}})
    estate = read_one(profile, a="1", b="สวนอุตสาหกรรมสมมติ").estate
    assert (estate.kind, estate.name_th, estate.source) == ("park", "สวนอุตสาหกรรมสมมติ", "generic")
