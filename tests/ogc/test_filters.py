"""CQL2 filters over the register: three-valued logic, every kind of operation, clear refusals."""

import json
from typing import Any

import pytest

from tests.ogc.conftest import ids

pytestmark = pytest.mark.django_db

CLAIMS = [
    ("kind = 'mine'", "mine"),
    ("kind <> 'mine'", "mill works lost"),
    ("NOT kind = 'mine' AND status = 'operating'", "mill lost"),
    ("class = 3", "mill"),
    ("NOT class = 3", "works"),
    ("class IS NULL", "lost mine"),
    ("class BETWEEN 2 AND 3", "mill works"),
    ("class NOT IN (1, 2)", "mill"),
    ("horsepower * 2 > 100 AND horsepower - 1 < 90", "mill"),
    ("horsepower / (class - 2) > 1", "mill"),
    ("horsepower % 4 = 2 AND horsepower div 4 = 2", "works"),
    ("class ^ 2 = 9", "mill"),
    ("kind = status", ""),
    ("name_en LIKE 'Qu%' OR name_en LIKE 'Q_arr_'", "mine"),
    ("CASEI(name_en) = CASEI('QUARRY')", "mine"),
    ("name_en ILIKE 'qu%'", "mine"),
    ("mineral_th = 'หินปูน'", "mine"),
    ("approximate = false AND hazard = 0", "mill works lost mine"),
    ("NOT approximate", "mill works lost mine"),
    ("geometry IS NULL", "lost"),
    ("S_INTERSECTS(geometry, BBOX(101, 13, 102, 14))", "mill works"),
    ("NOT S_INTERSECTS(geometry, BBOX(101, 13, 102, 14))", "mine"),
    ("S_DISJOINT(geometry, BBOX(101, 13, 102, 14))", "mine"),
    ("S_INTERSECTS(geometry, POINT(102.45 14.45))", "mine"),
    ("S_CONTAINS(geometry, POINT(102.45 14.45)) OR kind = 'mine'", "mine"),
    ("S_WITHIN(geometry, POLYGON((102 14, 103 14, 103 15, 102 15, 102 14)))", "mine"),
    ("S_OVERLAPS(geometry, BBOX(102.5, 14, 103, 15))", "mine"),
    ("S_TOUCHES(geometry, BBOX(102.6, 14, 103, 15))", "mine"),
    ("S_CROSSES(LINESTRING(102 14.5, 103 14.5), geometry)", "mine"),
    ("S_EQUALS(geometry, POINT(101.6 13.8))", "mill"),
    ("A_CONTAINS(registrations, ('จ3-9(1)-8/52ปจ'))", "mill"),
    ("A_CONTAINS(registrations, ('จ 3-9(1)-๘/๕๒ ปจ', 'จ3-9(1)-7/51ปจ'))", "mill"),
    ("A_OVERLAPS(types, ('9(1)', '106'))", "mill works lost"),
    ("A_EQUALS(types, ('9(1)')) AND NOT A_CONTAINEDBY(types, ('106'))", "mill works lost"),
    ("A_CONTAINEDBY(types, ('106'))", "mine"),
    ("types = '9(1)' AND class = 3", "mill"),
    ("T_AFTER(updated_at, DATE('2020-01-01')) AND T_BEFORE(updated_at, DATE('9000-01-01'))", "mill works lost mine"),
    ("T_DURING(updated_at, INTERVAL('..', '2020-01-01'))", ""),
    ("T_DISJOINT(updated_at, INTERVAL('..', '2020-01-01'))", "mill works lost mine"),
    ("T_EQUALS(updated_at, updated_at) AND updated_at > TIMESTAMP('2020-01-01T00:00:00Z')", "mill works lost mine"),
    ("updated_at >= '2020-01-01T00:00:00+07:00'", "mill works lost mine"),
    ("true", "mill works lost mine"),
    ("false OR 1 = 2", ""),
]

REFUSALS = [
    ("foo = 1", "queryable properties are id, registrations"),
    ("province_code = 25", "province_code is a string and 25 is a number"),
    ("class = 'x'", "class is a number"),
    ("updated_at > DATE('2020-01-01')", "only values of one type"),
    ("updated_at > TIMESTAMP('2020-01-01')", "A timestamp has its zone"),
    ("T_AFTER(kind, DATE('2020-01-01'))", "kind is no time"),
    ("T_AFTER(updated_at, DATE('2020-02-30'))", "a day of the calendar"),
    ("T_DURING(updated_at, INTERVAL('2021-01-01', '2020-01-01'))", "begins before it ends"),
    ("S_INTERSECTS(kind, POINT(1 2))", "the property geometry"),
    ("S_INTERSECTS(geometry, POINT(181 2))", "on the globe"),
    ("S_INTERSECTS(geometry, BBOX(102, 13, 101, 14))", "least value first"),
    ("S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))", "Self-intersection"),
    ("S_EQUALS(geometry, GEOMETRYCOLLECTION(POINT(1 2)))", "takes no GEOMETRYCOLLECTION"),
    ("A_CONTAINS(kind, ('x'))", "kind is no list"),
    ("registrations > 'x'", "is a list"),
    ("name_th LIKE 'x\\'", "may not end with"),
    ("pg_sleep(9) = 1", "the operations are CASEI"),
    ("foo(kind)", "The operations are and"),
    ("kind", "A condition must stand here"),
    ("class = 1e400", "finite"),
    ("hazard > true", "neither is greater"),
]


@pytest.mark.parametrize(("text", "names"), CLAIMS)
def test_a_filter_keeps_what_it_says(register: Any, ask: Any, text: str, names: str) -> None:
    assert ids(ask(filter=text)) == [register[name].pk for name in names.split()]


@pytest.mark.parametrize(("text", "rule"), REFUSALS)
def test_a_filter_that_breaks_a_rule_is_told_which(ask: Any, text: str, rule: str) -> None:
    problem = ask(filter=text, status=400)
    assert rule in problem["detail"]
    assert problem["field"] == "filter"


def test_json_says_the_same(register: Any, ask: Any) -> None:
    near = {"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [101, 13, 102, 14]}]}
    text = json.dumps({"op": "and", "args": [near, {"op": "=", "args": [{"property": "class"}, 3]}]})
    assert ids(ask(filter=text, filter_lang="cql2-json")) == [register["mill"].pk]


@pytest.mark.parametrize(
    "tree",
    [
        "1",
        "[]",
        "null",
        '"x"',
        '{"op": 1, "args": []}',
        '{"op": "and"}',
        '{"op": "=", "args": [1]}',
        '{"op": "=", "args": [{"property": 1}, null]}',
        '{"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [' + "9" * 400 + ", 2, 3, 4]}]}",
        '{"op": "s_intersects", "args": [{"property": "geometry"}, {"bbox": [1, 2, ' + "9" * 400 + ", 4]}]}",
        '{"op": "s_intersects", "args": [{"property": "geometry"}, {"type": "Point", "coordinates": ['
        + "9" * 400
        + ", 2]}]}",
    ],
)
def test_a_tree_that_is_no_filter_is_refused(ask: Any, tree: str) -> None:
    assert ask(filter=tree, filter_lang="cql2-json", status=400)["field"] == "filter"


def test_filter_crs_is_that_of_the_filter_only(register: Any, ask: Any) -> None:
    found = ask(filter="S_INTERSECTS(geometry, BBOX(13, 101, 14, 102))", filter_crs="EPSG:4326")
    assert ids(found) == [register["mill"].pk, register["works"].pk]
    assert found["features"][0]["geometry"]["coordinates"] == [101.6, 13.8]


def test_values_are_bound_and_never_written_into_the_statement(register: Any, ask: Any) -> None:
    assert ids(ask(filter="name_en = '''; DROP TABLE facilities_facility; --'")) == []
    assert len(ids(ask(filter="name_en <> '%s %(x)s'"))) == 4
