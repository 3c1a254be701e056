"""Driving estimated without roads: distance on the ellipsoid x detour factor / speed."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyproj import Geod

from geo.coordinates import LonLat

_WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Estimate:
    """`detour` is how much longer roads are than the geodesic, `speed_kmh` the mean speed from door to door."""

    detour: float
    speed_kmh: float

    def distance_m(self, start: LonLat, end: LonLat) -> int:
        """Metres on roads, estimated."""
        return round(geodesic_m(start, end) * self.detour)

    def table(self, places: Sequence[LonLat]) -> tuple[list[list[int]], list[list[int]]]:
        """Seconds and metres between all pairs of places."""
        size = range(len(places))
        straight = [[geodesic_m(places[a], places[b]) if a < b else 0.0 for b in size] for a in size]
        metres = [[(straight[min(a, b)][max(a, b)]) * self.detour for b in size] for a in size]
        return [[round(m / (self.speed_kmh / 3.6)) for m in row] for row in metres], _rounded(metres)


def geodesic_m(start: LonLat, end: LonLat) -> float:
    """Metres on the WGS84 ellipsoid."""
    return float(_WGS84.inv(start.lon, start.lat, end.lon, end.lat)[2])


def _rounded(rows: list[list[float]]) -> list[list[int]]:
    return [[round(value) for value in row] for row in rows]
