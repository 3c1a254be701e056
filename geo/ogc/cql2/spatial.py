"""The spatial functions of CQL2, on the plane of longitude and latitude as the standard has it."""

from typing import Any

import numpy as np
import shapely
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db.models import F, Q, Value

from geo.crs import WGS84
from geo.ogc import boxes
from geo.ogc.cql2 import functions
from geo.ogc.cql2.refusal import refused
from geo.ogc.cql2.scope import GEOMETRY, Scope, exactly
from geo.ogc.crs import on_the_globe

_FUNCTIONS = {
    "s_intersects": "ST_Intersects",
    "s_equals": "ST_Equals",
    "s_disjoint": "ST_Disjoint",
    "s_touches": "ST_Touches",
    "s_within": "ST_Within",
    "s_overlaps": "ST_Overlaps",
    "s_crosses": "ST_Crosses",
    "s_contains": "ST_Contains",
}
OPERATIONS = tuple(_FUNCTIONS)


def spatial(op: str, args: list[Any], scope: Scope, *, asserted: bool) -> Q:
    """The condition. `asserted`: it must hold for the filter to hold, so that an index may narrow the search first."""
    first, second = (_operand(arg, scope) for arg in exactly(2, op.upper(), args))
    literals = [operand for operand in (first, second) if operand is not None]
    if len(literals) == 2:
        raise refused(f"One of the operands of {op.upper()} must be the property {GEOMETRY}", op)
    # PostGIS takes collections only where it may look at their members one by one.
    if any(literal.geom_type == "GeometryCollection" for literal in literals) and op not in _LOOSE:
        raise refused(f"{op.upper()} takes no GEOMETRYCOLLECTION", op)
    exact = Q(functions.call(_FUNCTIONS[op], _expression(first), _expression(second)))
    if not asserted or op == "s_disjoint" or scope.overlapping is None or not literals:
        return exact
    return scope.overlapping(_box(literals[0])) & exact


def within_box(shape: GEOSGeometry, scope: Scope) -> Q:
    """Geometries that touch a WGS84 shape, at least with their edge."""
    exact = Q(functions.call("ST_Intersects", F(GEOMETRY), _expression(shape)))
    return exact if scope.overlapping is None else scope.overlapping(_box(shape)) & exact


_LOOSE = ("s_intersects", "s_disjoint")
_FAR = 10**12


def _operand(node: Any, scope: Scope) -> GEOSGeometry | None:
    """A literal's geometry in WGS84; None for the geometry of the features."""
    if isinstance(node, dict) and node.get("property") == GEOMETRY:
        return None
    if isinstance(node, dict) and "property" in node:
        raise refused(f"The only geometry to ask about is the property {GEOMETRY}", node["property"])
    if isinstance(node, dict) and "bbox" in node:
        return boxes.box(_numbers(node["bbox"]), scope.crs, "filter")
    return _geometry(node, scope)


def _numbers(listed: Any) -> list[float]:
    if isinstance(listed, list) and all(isinstance(x, int | float) and not isinstance(x, bool) for x in listed):
        # Of a whole number float() would say that it is too large; one beyond the globe is refused all the same.
        return [float(max(min(number, _FAR), -_FAR)) for number in listed]
    raise refused("BBOX takes numbers", str(listed)[:100])


def _geometry(node: Any, scope: Scope) -> GEOSGeometry:
    try:
        shape = shapely.geometry.shape(node)
    except (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, shapely.errors.ShapelyError):
        raise refused("A geometry is POINT(lon lat), POLYGON((...)) ..., in JSON GeoJSON", str(node)[:100]) from None
    if shape.is_empty or not shape.is_valid:
        raise refused(f"The geometry is not valid: {shapely.is_valid_reason(shape)}", str(node)[:100])
    moved = shapely.transform(shapely.force_2d(shape), lambda vertices: _on_the_globe(vertices, scope))
    return GEOSGeometry(memoryview(moved.wkb), srid=WGS84)


def _on_the_globe(vertices: Any, scope: Scope) -> Any:
    moved = np.asarray(scope.crs.lon_lat(vertices))
    if not on_the_globe(moved):
        order = "latitude longitude" if scope.crs.lat_first else "x y" if scope.crs.metres else "longitude latitude"
        raise refused(f"Coordinates must lie on the globe; in {scope.crs.short} they are {order}", str(vertices[0]))
    return moved


def _box(shape: GEOSGeometry) -> Polygon:
    found: Polygon = Polygon.from_bbox(shape.extent)
    found.srid = WGS84
    return found


def _expression(operand: GEOSGeometry | None) -> Any:
    return F(GEOMETRY) if operand is None else Value(operand, GeometryField(srid=WGS84))
