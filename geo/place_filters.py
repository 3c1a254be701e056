"""Where a feature stands: in a box, near a place, inside a drawn shape. For every layer of points.

They are made for a column, and that column is the place as one viewer sees it (`Layer.place`): who gets blurred places
finds these by any circle, and never the exact one.
"""

import math
from functools import cache, partial

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import GEOSException, GEOSGeometry, Point, Polygon
from django.db.models import BooleanField, F, Func, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.bbox import Bbox
from geo.coordinates import LonLat
from geo.crs import MERCATOR_HALF_WORLD_M, WEB_MERCATOR
from geo.errors import BadInput
from geo.filters import Choice, Filter, refused

USUAL_M, MOST_M = 1_000.0, 100_000.0
MOST_VERTICES = 500
_HIGHEST = 85.05
"""Degrees of latitude; beyond them Web Mercator has no place."""


@cache
def place_filters(column: str) -> tuple[Filter, ...]:
    """`bbox`, `near` and `inside` over an indexed Web Mercator column of points."""
    return (
        Filter("bbox", gettext_lazy("Box"), partial(_bbox, column), whole=True),
        Filter("near", gettext_lazy("Near a place"), partial(_near, column), whole=True),
        inside(column),
    )


def inside(column: str) -> Filter:
    """`lon lat,lon lat,...`: the corners of a shape whose sides are straight on the map."""
    return Filter("inside", gettext_lazy("Inside a shape"), partial(_inside, column), whole=True)


def near(value: str) -> tuple[LonLat, float]:
    """The place and the radius in metres of `lon,lat[,metres]`. Raises `BadInput` naming `near`."""
    parts = value.split(",")
    try:
        place = LonLat.parse(*parts[:2])
        radius_m = float(parts[2]) if len(parts) == 3 else USUAL_M
    except (BadInput, TypeError, ValueError):
        raise refused("near", value, _("must be lon,lat or lon,lat,metres")) from None
    if len(parts) > 3 or not 0 < radius_m <= MOST_M or abs(place.lat) > _HIGHEST:
        raise refused("near", value, _("must be lon,lat,metres with 1 to 100,000 metres"))
    return place, radius_m


def near_title(place: LonLat, radius_m: float) -> str:
    """As a person reads it."""
    return _("Within %(metres)s m of %(place)s") % {"metres": f"{radius_m:,.0f}", "place": place}


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """East and north in Web Mercator metres, of latitudes that it reaches."""
    turns = MERCATOR_HALF_WORLD_M / math.pi
    held = max(-_HIGHEST, min(_HIGHEST, lat))
    return math.radians(lon) * turns, math.asinh(math.tan(math.radians(held))) * turns


def lon_lat(point: Point) -> LonLat:
    """The way back from Web Mercator, to a tenth of a metre."""
    turns = math.pi / MERCATOR_HALF_WORLD_M
    latitude = math.degrees(math.atan(math.sinh(point.y * turns)))
    return LonLat(round(math.degrees(point.x * turns), 6), round(latitude, 6))


def ground(column: str) -> Func:
    """A Web Mercator column on the ellipsoid, for distances in metres."""
    return Func(F(column), template="ST_Transform(%(expressions)s, 4326)::geography", output_field=PointField())


def spot(place: LonLat) -> Func:
    """A place on the ellipsoid."""
    numbers = Value(place.lon), Value(place.lat)
    return Func(*numbers, template="ST_Point(%(expressions)s, 4326)::geography", output_field=PointField())


def _bbox(column: str, value: str) -> Choice:
    """`west,south,east,north` in degrees; places on its edge are inside."""
    try:
        box = Bbox.parse(value)
    except BadInput as error:
        raise refused("bbox", value, error.detail) from None
    corners = (*mercator(box.west, box.south), *mercator(box.east, box.north))
    return Choice("bbox", str(box), _("In the box %(box)s") % {"box": box}, _overlapping(column, corners))


def _near(column: str, value: str) -> Choice:
    """The box is answered from the index; the distance is geodesic."""
    place, radius_m = near(value)
    apart = ground(column), spot(place), Value(radius_m)
    exact = Q(Func(*apart, function="ST_DWithin", output_field=BooleanField()))
    return Choice(
        "near", f"{place},{radius_m:g}", near_title(place, radius_m), _around(column, place, radius_m) & exact
    )


def _around(column: str, place: LonLat, radius_m: float) -> Q:
    """A box that holds the circle: Web Mercator stretches by 1 / cos(latitude), most at the circle's far edge."""
    edge = min(_HIGHEST, abs(place.lat) + radius_m / 110_000)
    reach = radius_m * 1.01 / math.cos(math.radians(edge))
    east, north = mercator(place.lon, place.lat)
    return _overlapping(column, (east - reach, north - reach, east + reach, north + reach))


def _overlapping(column: str, corners: tuple[float, float, float, float]) -> Q:
    ring = Polygon.from_bbox(corners)
    ring.srid = WEB_MERCATOR
    return Q(**{f"{column}__bboverlaps": ring})


def _inside(column: str, value: str) -> Choice:
    corners = [_corner(value, pair) for pair in value.split(",")]
    # As exact as it is asked: links to further pages and files say it again.
    written = ",".join(f"{lon:.6f} {lat:.6f}" for lon, lat in corners)
    title = _("Inside a shape of %(count)d corners") % {"count": len(corners)}
    return Choice("inside", written, title, Q(**{f"{column}__intersects": _shape(value, corners)}))


def _corner(value: str, pair: str) -> tuple[float, float]:
    try:
        lon, lat = pair.split()
        place = LonLat.parse(lon, lat)
    except (BadInput, ValueError):
        raise refused("inside", value, _("must be corners such as 100.1 13.5,100.2 13.5,100.2 13.6")) from None
    return place.lon, place.lat


def _shape(value: str, corners: list[tuple[float, float]]) -> GEOSGeometry:
    """Valid, in Web Mercator, also of a line that crosses itself, as one drawn by hand may."""
    rule = _("must have 3 to %(most)d corners that go round some ground") % {"most": MOST_VERTICES}
    if not 3 <= len(corners) <= MOST_VERTICES:
        raise refused("inside", value, rule)
    places = [mercator(lon, lat) for lon, lat in corners]
    try:
        shape = Polygon([*places, places[0]], srid=WEB_MERCATOR).make_valid()
    except GEOSException:
        raise refused("inside", value, rule) from None
    if shape.area <= 0:
        raise refused("inside", value, rule)
    return shape
