"""The ground a row covers: its own polygons, mended where their outline crosses itself."""

import shapely
from shapely.geometry.base import BaseGeometry

from facilities.imports.profile import Reading


def ground(reading: Reading) -> BaseGeometry | None:
    """The row's polygons; a broken ring is mended and said, lines and points are no ground."""
    shape = reading.row.shape
    if shape is None or shape.is_empty or "Polygon" not in shape.geom_type:
        return None
    if shape.is_valid:
        return shape
    mended = _polygons(shapely.make_valid(shape))
    reading.complain("footprint_mended", "geometry", shapely.is_valid_reason(shape))
    return mended


def _polygons(shape: BaseGeometry) -> BaseGeometry | None:
    """The polygons of a collection, without the lines and points that mending leaves over."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts) if parts else None
