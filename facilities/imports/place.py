"""Deciding on one position out of a row's geometry and its own latitude and longitude columns. Pure."""

from dataclasses import dataclass

from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.bbox import THAILAND
from geo.coordinates import LonLat

AGREE_WITHIN_M = 50.0
"""Two statements of one point differ by rounding; beyond this they are two points."""

_WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Placed:
    """The position taken, None where there is none; `rules` of `imports.problems` that were broken on the way.

    `apart_m` is the geodesic distance between the two statements, where there are two.
    """

    position: LonLat | None
    rules: tuple[str, ...] = ()
    apart_m: float = 0.0
    repaired: bool = False


def placed(geometry: BaseGeometry | None, lon: float | None, lat: float | None) -> Placed:
    """The geometry where it is usable, else the columns; exchanged columns are put right."""
    x, y = _drawn(geometry)
    drawn, written = _inside(x, y), _inside(lon, lat)
    swapped = _inside(y, x) or _inside(lat, lon)
    if drawn and written:
        apart_m = distance_m(drawn, written)
        return Placed(drawn, ("positions_differ",) if apart_m > AGREE_WITHIN_M else (), apart_m)
    if drawn or written:
        return Placed(drawn or written)
    if swapped:
        return Placed(swapped, ("position_swapped",), repaired=True)
    # A point at 0, 0 is how an unknown place is written.
    stated = any((x, y)) or (lon and lat)
    return Placed(None, ("position_outside_thailand" if stated else "position_missing",))


def distance_m(one: LonLat, other: LonLat) -> float:
    """Geodesic metres."""
    metres: float = _WGS84.inv(one.lon, one.lat, other.lon, other.lat)[2]
    return metres


def _drawn(geometry: BaseGeometry | None) -> tuple[float | None, float | None]:
    if geometry is None or geometry.is_empty:
        return None, None
    inside = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    return inside.x, inside.y


def _inside(lon: float | None, lat: float | None) -> LonLat | None:
    if lon is None or lat is None or not (abs(lon) <= 180 and abs(lat) <= 90):
        return None
    place = LonLat(lon, lat)
    return place if THAILAND.contains(place) else None
