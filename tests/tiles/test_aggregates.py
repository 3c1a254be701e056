"""Aggregates: nothing counted twice, nothing lost, the same as counting in the table."""

import random
from collections import Counter

import pytest

from facilities.models import Facility, Kind, Status
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, register_all, registered
from tests.builders_tiles import corner, features, tile_of, total
from tiles.grid import TileCoord

pytestmark = pytest.mark.django_db

KINDS = [Kind.FACTORY, Kind.MINE, Kind.SME]
STATUSES = [Status.OPERATING, Status.STOPPED, Status.STRUCK_OFF]


def scattered(count: int = 300) -> None:
    dice = random.Random(7)
    places = [LonLat(dice.uniform(98, 105), dice.uniform(6, 20)) for _ in range(count)]
    register_all(new_facility(place, kind=dice.choice(KINDS), status=dice.choice(STATUSES)) for place in places)


@pytest.mark.parametrize("zoom", [0, 4, 6, 8])
def test_the_tiles_of_a_zoom_hold_every_feature_once(zoom: int) -> None:
    scattered()
    first, last = tile_of(LonLat(97, 21), zoom), tile_of(LonLat(106, 5), zoom)
    tiles = [TileCoord(zoom, x, y) for x in range(first.x, last.x + 1) for y in range(first.y, last.y + 1)]
    assert sum(total(features("facilities", tile)) for tile in tiles) == 300


def test_features_on_tile_edges_and_corners_are_counted_once() -> None:
    centre = TileCoord(8, 200, 118)
    register_all(new_facility(corner(tile)) for tile in (centre, *centre.children()))
    around = [TileCoord(8, centre.x + dx, centre.y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    assert sum(total(features("facilities", tile)) for tile in around) == 5


def test_counts_by_value_equal_the_tables_own() -> None:
    scattered()
    counted: Counter[str] = Counter()
    for feature in features("facilities", TileCoord(0, 0, 0)):
        for name, value in feature["properties"].items():
            if ":" in name:
                counted[name] += value
    assert counted["kind:mine"] == Facility.objects.filter(kind=Kind.MINE).count()
    assert counted["status:struck_off"] == Facility.objects.filter(status=Status.STRUCK_OFF).count()


def test_a_cell_of_one_is_the_feature_itself() -> None:
    (facility,) = registered(new_facility(LonLat(101.6, 13.8), name_en="Mill"))
    (found,) = features("facilities", tile_of(LonLat(101.6, 13.8), 5))
    assert found["id"] == facility.pk
    assert found["properties"]["name_en"] == "Mill"
    assert "count" not in found["properties"]


def test_an_aggregate_says_where_its_features_are() -> None:
    register_all([new_facility(LonLat(101.60, 13.80)), new_facility(LonLat(101.62, 13.84))])
    (found,) = features("facilities", tile_of(LonLat(101.6, 13.8), 5))
    assert found["properties"]["count"] == 2
    assert [float(part) for part in found["properties"]["bbox"].split(",")] == [101.60, 13.80, 101.62, 13.84]


def test_a_filter_counts_what_it_lets_through() -> None:
    scattered()
    expected = Facility.objects.filter(kind__in=[Kind.MINE, Kind.SME], status=Status.STOPPED).count()
    assert total(features("facilities", TileCoord(0, 0, 0), asked="kind=mine,sme&status=stopped")) == expected
