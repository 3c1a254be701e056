"""One GeoJSON geometry as a shape; rings that do not close are closed, and that is said."""

import json
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from geo.tables.vector import UNCLOSED

_UNREADABLE = "the geometry cannot be read"
_SHORTEST_RING = 4


def shape_of(geometry: Any) -> tuple[BaseGeometry | None, str]:
    """In two dimensions; None with the reason where nothing can be made of it, and without one where there is none."""
    if geometry is None:
        return None, ""
    try:
        return _parsed(geometry), ""
    except (ShapelyError, ValueError, TypeError, OverflowError):
        return _mended(geometry)


def _parsed(geometry: Any) -> BaseGeometry:
    if geometry.__class__ is dict and geometry.get("type") == "Point" and len(geometry.get("coordinates", ())) >= 2:
        return shapely.Point(*map(float, geometry["coordinates"][:2]))
    parsed: BaseGeometry = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    return parsed


def _mended(geometry: Any) -> tuple[BaseGeometry | None, str]:
    try:
        closed = _closed(geometry["coordinates"], {"Polygon": 1, "MultiPolygon": 2}[geometry["type"]])
        return _parsed({"type": geometry["type"], "coordinates": closed}), UNCLOSED
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, OverflowError):
        return None, _UNREADABLE


def _closed(rings: Any, depth: int) -> Any:
    if depth:
        return [_closed(part, depth - 1) for part in rings]
    ring = [*rings, rings[0]] if rings[0] != rings[-1] else list(rings)
    return ring + [ring[0]] * (_SHORTEST_RING - len(ring))
