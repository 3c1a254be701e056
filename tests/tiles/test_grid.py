"""Tile addresses and the squares they name."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import MERCATOR_HALF_WORLD_M
from geo.errors import BadInput
from tiles.grid import MAX_ZOOM, TileCoord


@st.composite
def tiles(draw: st.DrawFn, deepest: int = MAX_ZOOM) -> TileCoord:
    zoom = draw(st.integers(0, deepest))
    place = st.integers(0, 2**zoom - 1)
    return TileCoord(zoom, draw(place), draw(place))


@given(tiles())
def test_an_address_survives_writing_and_reading(tile: TileCoord) -> None:
    assert TileCoord.parse(str(tile.z), str(tile.x), str(tile.y)) == tile


@given(tiles())
def test_every_tile_lies_in_the_world_and_is_square(tile: TileCoord) -> None:
    bounds = tile.bounds()
    edge = MERCATOR_HALF_WORLD_M * (1 + 1e-12)
    assert -edge <= bounds.west < bounds.east <= edge
    assert -edge <= bounds.south < bounds.north <= edge
    assert math.isclose(bounds.east - bounds.west, bounds.north - bounds.south, rel_tol=1e-6)


@given(tiles(MAX_ZOOM - 1))
def test_four_children_cover_their_parent_exactly(tile: TileCoord) -> None:
    boxes = [child.bounds() for child in tile.children()]
    bounds = tile.bounds()
    outer = (
        min(b.west for b in boxes),
        min(b.south for b in boxes),
        max(b.east for b in boxes),
        max(b.north for b in boxes),
    )
    assert outer == pytest.approx((bounds.west, bounds.south, bounds.east, bounds.north), abs=1e-6)
    assert sum(child.width_m**2 for child in tile.children()) == pytest.approx(tile.width_m**2)


@given(tiles(12))
def test_neighbours_share_their_edge_to_the_last_bit(tile: TileCoord) -> None:
    if tile.x + 1 < 2**tile.z:
        assert tile.bounds().east == TileCoord(tile.z, tile.x + 1, tile.y).bounds().west


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("a", "0", "0"), "z"),
        (("-1", "0", "0"), "z"),
        (("23", "0", "0"), "z"),
        (("1", "2", "0"), "x"),
        (("1", "0", "2"), "y"),
        (("1", "0", "0.5"), "y"),
        (("1", "1_0", "0"), "x"),
        (("๑", "0", "0"), "z"),
        (("1", " 1", "0"), "x"),
        (("9" * 9, "0", "0"), "z"),
    ],
)
def test_an_address_off_the_pyramid_is_refused_by_name(parts: tuple[str, str, str], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        TileCoord.parse(*parts)
    assert refused.value.fields["field"] == field


def test_the_rule_is_stated() -> None:
    with pytest.raises(BadInput, match="from 0 to 3 at zoom 2"):
        TileCoord.parse("2", "4", "0")
