"""Where the common source of a smell may lie, from who noticed it, the wind and a common suspect. Pure.

Bearings are degrees clockwise from north. Distances are geodesic metres.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pyproj import Geod

from geo.coordinates import LonLat

_WGS84 = Geod(ellps="WGS84")

_STEADY_MS = 2.0
"""Below it the wind turns about, and the sector opens."""

_STEADY_HALF, _LIGHT_HALF = 30.0, 60.0
"""Half the opening: plumes of the common dispersion classes lie well within 30 degrees of a steady wind."""

_SUSPECT_HALF = 15.0
"""The least half opening toward a suspect: places of reports are good to some hundred metres."""


@dataclass(frozen=True, slots=True)
class Wind:
    """Where it comes from, and how fast, in metres a second."""

    from_degrees: float
    speed_ms: float


@dataclass(frozen=True, slots=True)
class Sector:
    """`bearing_from` to `bearing_to` clockwise, seen from the centre; both None where nothing points to a side."""

    centre: LonLat
    radius_m: float
    bearing_from: float | None
    bearing_to: float | None


def sector(places: Sequence[LonLat], *, wind: Wind | None = None, suspect: LonLat | None = None) -> Sector:
    """The middle of the places, the way to the farthest of them, and the side on which the source may lie.

    With wind it is the side the wind comes from; with a suspect that most reports share, the lines from every report
    to it; with both that agree, what both allow. Where they do not agree the wind stands: it is measured.
    """
    centre = _middle(places)
    radius_m = max(_way(centre, place)[1] for place in places)
    upwind = _upwind(wind) if wind else None
    toward = _toward(centre, radius_m, places, suspect) if suspect else None
    side = _both(upwind, toward) if upwind and toward else upwind or toward
    return Sector(centre, radius_m, *(side or (None, None)))


def within(bearing: float, start: float, end: float) -> bool:
    """Whether a bearing lies between two, clockwise."""
    return (bearing - start) % 360 <= (end - start) % 360


def _middle(places: Sequence[LonLat]) -> LonLat:
    """Good enough for places some kilometres apart; Thailand is far from the pole and from 180 degrees."""
    lon = math.fsum(place.lon for place in places) / len(places)
    lat = math.fsum(place.lat for place in places) / len(places)
    return LonLat(round(lon, 6), round(lat, 6))


def _way(start: LonLat, end: LonLat) -> tuple[float, float]:
    bearing, _back, metres = _WGS84.inv(start.lon, start.lat, end.lon, end.lat)
    return bearing % 360, metres


def _upwind(wind: Wind) -> tuple[float, float]:
    half = _STEADY_HALF if wind.speed_ms >= _STEADY_MS else _LIGHT_HALF
    return (wind.from_degrees - half) % 360, (wind.from_degrees + half) % 360


def _toward(centre: LonLat, radius_m: float, places: Sequence[LonLat], suspect: LonLat) -> tuple[float, float] | None:
    """The bearings of all lines to the suspect. None where it lies amid the reports: they are on every side of it."""
    middle, distance_m = _way(centre, suspect)
    if distance_m <= radius_m / 2:
        return None
    turns = [(_way(place, suspect)[0] - middle + 180) % 360 - 180 for place in places]
    left, right = min(-_SUSPECT_HALF, *turns), max(_SUSPECT_HALF, *turns)
    return ((middle + left) % 360, (middle + right) % 360) if right - left < 180 else None


def _both(upwind: tuple[float, float], toward: tuple[float, float]) -> tuple[float, float]:
    """Where two sides overlap; the first where they do not."""
    start = toward[0] if within(toward[0], *upwind) else upwind[0] if within(upwind[0], *toward) else None
    end = toward[1] if within(toward[1], *upwind) else upwind[1] if within(upwind[1], *toward) else None
    return upwind if start is None or end is None else (start, end)
