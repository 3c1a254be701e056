"""Bounding boxes as the feature API takes them: four or six numbers in any of its systems."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
from django.contrib.gis.geos import GEOSGeometry, LineString, Point, Polygon

from geo.crs import WGS84
from geo.errors import BadInput
from geo.ogc.crs import Crs, on_the_globe

_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)
_STEPS = 32
"""Pieces of each side: a straight line of one system is a curve in another, here followed to less than a metre."""


def parse(text: str, crs: Crs, field: str = "bbox") -> GEOSGeometry:
    """The box in WGS84: a polygon, or the line or point that it has shrunk to.

    Raises `BadInput` stating the rule that is broken.
    """
    parts = text.split(",")
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise BadInput(f"{field} is numbers with commas between them: {_order(crs)}", field=field, value=text)
    return box([float(part) for part in parts], crs, field)


def box(numbers: list[Any], crs: Crs, field: str = "bbox") -> GEOSGeometry:
    """As `parse`, of numbers. Of six numbers the heights are ignored, as nothing here has a height."""
    if len(numbers) not in (4, 6):
        raise BadInput(f"{field} takes four numbers ({_order(crs)}), or six with heights", field=field, value=numbers)
    middle = len(numbers) // 2
    low, high = numbers[:2], numbers[middle : middle + 2]
    if low[0] > high[0] or low[1] > high[1]:
        raise BadInput(
            f"{field} is {_order(crs)}: each least value first. Boxes over the antimeridian are not served",
            field=field,
            value=",".join(map(str, numbers)),
        )
    return _shape(low, high, crs, field)


def _order(crs: Crs) -> str:
    if crs.lat_first:
        return "south,west,north,east"
    return "least easting,least northing,most easting,most northing" if crs.metres else "west,south,east,north"


def _shape(low: list[float], high: list[float], crs: Crs, field: str) -> GEOSGeometry:
    (left, bottom), (right, top) = low, high
    corners = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)], dtype=float)
    ring = crs.lon_lat(_cut(corners) if crs.metres else corners)
    if not on_the_globe(ring):
        raise BadInput(
            f"{field} must lie on the globe: longitudes from -180 to 180, latitudes from -90 to 90 degrees",
            field=field,
            value=",".join(map(str, (*low, *high))),
        )
    vertices = [(float(lon), float(lat)) for lon, lat in ring]
    if low == high:
        return Point(vertices[0], srid=WGS84)
    if left == right or bottom == top:
        return LineString(vertices[: len(vertices) // 2 + 1], srid=WGS84)
    return Polygon([*vertices[:-1], vertices[0]], srid=WGS84)


def _cut(corners: Any) -> Any:
    """The ring with more vertices on its sides."""
    steps = np.linspace(0, 1, _STEPS, endpoint=False)[:, None]
    sides = [start + (end - start) * steps for start, end in pairwise(corners)]
    return np.vstack([*sides, corners[-1:]])
