"""The nearest facilities by measuring all of them with PROJ's geodesics: no database, no index, no sphere."""

from collections.abc import Sequence

import numpy
from pyproj import Geod
from shapely.geometry import MultiPolygon, Point

from facilities.new_facility import NewFacility
from geo.coordinates import LonLat

_GEOD = Geod(ellps="WGS84")
_GOLDEN = (5**0.5 - 1) / 2
_STEPS = 45
"""Golden sections of an edge: 4 km shrink to a micrometre."""


class BruteForce:
    """Measures from a place to every point, and to every edge of every footprint."""

    def __init__(self, facilities: Sequence[tuple[int, NewFacility]]) -> None:
        points = [(key, new.position) for key, new in facilities if not new.footprint and new.position]
        self.footprints = [(key, new.footprint) for key, new in facilities if isinstance(new.footprint, MultiPolygon)]
        self.ids = [key for key, _ in points] + [key for key, _ in self.footprints]
        self.lon = numpy.array([place.lon for _, place in points])
        self.lat = numpy.array([place.lat for _, place in points])
        edges = [(index, *edge) for index, (_, shape) in enumerate(self.footprints) for edge in _edges(shape)]
        self.owner = numpy.array([edge[0] for edge in edges], dtype=int)
        self.start = numpy.array([edge[1] for edge in edges]).reshape(-1, 2)
        self.end = numpy.array([edge[2] for edge in edges]).reshape(-1, 2)

    def nearest(self, place: LonLat, count: int) -> list[int]:
        """Ids, nearest first, ties by id."""
        metres = [*_metres(place, self.lon, self.lat), *self._to_footprints(place)]
        return [key for _, key in sorted(zip(metres, self.ids, strict=True))[:count]]

    def _to_footprints(self, place: LonLat) -> list[float]:
        to_edges = self._to_edges(place)
        here = Point(place.lon, place.lat)
        return [
            0.0 if shape.covers(here) else float(to_edges[self.owner == index].min())
            for index, (_, shape) in enumerate(self.footprints)
        ]

    def _to_edges(self, place: LonLat) -> numpy.ndarray:
        low, high = numpy.zeros(len(self.start)), numpy.ones(len(self.start))
        for _ in range(_STEPS):
            left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
            nearer_left = self._along(place, left) < self._along(place, right)
            low, high = numpy.where(nearer_left, low, left), numpy.where(nearer_left, right, high)
        return self._along(place, (low + high) / 2)

    def _along(self, place: LonLat, share: numpy.ndarray) -> numpy.ndarray:
        at = self.start + (self.end - self.start) * share[:, None]
        return _metres(place, at[:, 0], at[:, 1])


def _metres(place: LonLat, lon: numpy.ndarray, lat: numpy.ndarray) -> numpy.ndarray:
    here_lon, here_lat = numpy.full_like(lon, place.lon), numpy.full_like(lat, place.lat)
    return numpy.asarray(_GEOD.inv(here_lon, here_lat, lon, lat)[2])


def _edges(shape: MultiPolygon) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    rings = [ring for polygon in shape.geoms for ring in (polygon.exterior, *polygon.interiors)]
    return [edge for ring in rings for edge in zip(ring.coords[:-1], ring.coords[1:], strict=True)]
