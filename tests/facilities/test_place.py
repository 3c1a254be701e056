"""One position out of a row's two statements of it."""

import pytest
from shapely.geometry import Point

from facilities.imports.place import placed
from geo.coordinates import LonLat

THERE = LonLat(101.6, 13.8)


@pytest.mark.parametrize(
    ("geometry", "lon", "lat", "position", "rules"),
    [
        (Point(101.6, 13.8), 101.6, 13.8, THERE, ()),
        (Point(101.6, 13.8), 101.6001, 13.8001, THERE, ()),
        (Point(101.6, 13.8), 101.61, 13.8, THERE, ("positions_differ",)),
        (Point(101.6, 13.8), None, None, THERE, ()),
        (Point(101.6, 13.8), 0, 0, THERE, ()),
        (None, 101.6, 13.8, THERE, ()),
        (Point(0, 0), 101.6, 13.8, THERE, ()),
        (Point(13.8, 101.6), None, None, THERE, ("position_swapped",)),
        (None, 13.8, 101.6, THERE, ("position_swapped",)),
        (None, None, None, None, ("position_missing",)),
        (Point(0, 0), 0, 0, None, ("position_missing",)),
        (Point(139.7, 35.6), 139.7, 35.6, None, ("position_outside_thailand",)),
        (None, 663314, 1520765, None, ("position_outside_thailand",)),
    ],
)
def test_the_usable_statement_wins(geometry, lon, lat, position, rules) -> None:  # type: ignore[no-untyped-def]
    found = placed(geometry, lon, lat)
    assert (found.position, found.rules) == (position, rules)
