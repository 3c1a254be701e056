"""Generalised polygons keep their common borders."""

import numpy as np
import pytest
import shapely
from shapely import Polygon

from geo.generalise import band_of, simplified


def two_neighbours() -> list[Polygon]:
    """In Web Mercator metres, with a border that wiggles by 200 m."""
    north = np.arange(0, 100_001, 500.0)
    border = [(50_000 + (200 if index % 2 else 0), y) for index, y in enumerate(north)]
    west = Polygon([(0, 0), *border, (0, 100_000)])
    east = Polygon([(100_000, 0), *border, (100_000, 100_000)])
    return [west, east]


def test_neighbours_keep_one_border() -> None:
    west, east = simplified(two_neighbours(), 6)
    assert west.intersection(east).length > 99_000
    assert shapely.union_all([west, east]).area == pytest.approx(1e10)


def test_low_zooms_take_fewer_vertices_than_high_ones() -> None:
    counts = [shapely.get_num_coordinates(simplified(two_neighbours(), zoom)).sum() for zoom in (6, 11)]
    assert counts[0] < 20 < 300 < counts[1]


@pytest.mark.parametrize(("zoom", "band"), [(0, 0), (5, 0), (6, 6), (7, 6), (11, 10), (12, 12), (22, 12), (-1, 0)])
def test_every_zoom_has_its_band(zoom: int, band: int) -> None:
    assert band_of(zoom) == band
