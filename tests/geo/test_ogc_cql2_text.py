"""CQL2 text is read as the standard has it: held against the reference parser, and safe where that one is not."""

import contextlib
from typing import Any

import cql2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import BadInput
from geo.ogc.cql2.text import parse
from geo.ogc.cql2.tree import read

SAME = """
a = 1
a <> -1.5e3 AND b >= 2
name LIKE 'x%' AND b BETWEEN 1 AND 2
a BETWEEN 1+1 AND 3*2 AND b = 1
a IN (1, 2, 3)
a NOT IN ('x', 'y')
a NOT LIKE 'x' OR b NOT BETWEEN 1 AND 2
a IS NULL AND NOT b IS NOT NULL
NOT a = 1 OR b <> 2 AND c
(a OR b) AND (c = 1 OR NOT (d = 2))
CASEI(name) = casei('FOO')
CASEI(name) IN (casei('a'), casei('b'))
a + 2 * b - c / 3 > -d
2 ^ 3 ^ 2 = 1
a % 2 = 1 AND a div 2 = 1
(a + b) * 2 > 3
"name th" = 'โรงงาน' AND โรง = 'it''s'
eo:cloud_cover < 10 AND a.b = true
S_INTERSECTS(geom, POINT(1 2))
S_INTERSECTS(geom, POINT Z(1 2 3))
S_INTERSECTS(geom, BBOX(-1,-2,3,4))
S_WITHIN(geom, POLYGON((0 0,1 0,1 1,0 0),(0 0,-1 0,1 1,0 0)))
S_WITHIN(geom, MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((0 0,1 0,1 1,0 0))))
S_WITHIN(geom, MULTIPOINT(0 0,1 0)) OR S_WITHIN(geom, MULTIPOINT((0 0),(1 0)))
S_CROSSES(geom, LINESTRING(0 0,-1 -2.5)) AND S_CROSSES(geom, MULTILINESTRING((0 0,1 2),(1 2,3 4)))
S_DISJOINT(geom, GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4)))
T_AFTER(a, TIMESTAMP('2020-01-01T00:00:00Z')) OR a > DATE('2020-01-01')
T_DURING(INTERVAL(a, b), INTERVAL('2020-01-01', '..'))
A_CONTAINS(list, ('x', 'y'))
foo(a, 1) = 1
"""

BROKEN = ["", "a =", "= 1", "a = 1 b", "a IN ()", "a LIKE", "a IS 1", "a = 'x", "a;b", "POINT(x 2)", "(a = 1", "a = 1)"]


def plain(node: Any) -> Any:
    """Numbers as the reference parser has them: all with a point."""
    if isinstance(node, dict):
        return {name: plain(value) for name, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return float(node) if isinstance(node, int) and not isinstance(node, bool) else node


@pytest.mark.parametrize("text", [line for line in SAME.splitlines() if line])
def test_the_reference_parser_reads_the_same(text: str) -> None:
    assert plain(parse(text)) == cql2.parse_text(text).to_json()


@pytest.mark.parametrize("text", BROKEN)
def test_broken_text_is_refused_like_there(text: str) -> None:
    with pytest.raises(cql2.ParseError):
        cql2.parse_text(text)
    with pytest.raises(BadInput):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000,
        "NOT " * 3000 + "a",
        "-" * 3000 + "a",
        "a = " + "(" * 40 + "1",
        "casei(" * 3000,
        "\\'" * 5000,
        "'" * 4999,
    ],
)
def test_what_hangs_or_kills_other_parsers_is_refused_at_once(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


def test_a_long_chain_is_one_level() -> None:
    assert len(parse(" OR ".join(["a = 1"] * 1500))["args"]) == 1500


def test_the_place_of_a_mistake_is_said() -> None:
    with pytest.raises(BadInput, match=r"At character 7 .* must stand"):
        parse("a IN ()")


@given(st.text(alphabet="ab1.'\"() ,=<>+-*NOTANDLIKEBETWEENpointS_\\%ก", max_size=60))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    with contextlib.suppress(BadInput):
        parse(text)


@pytest.mark.parametrize("text", ["{", '{"op": NaN}', "[" * 5000, '{"a":' * 400 + "1" + "}" * 400, "1" * 5000])
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read(text, "cql2-json")
