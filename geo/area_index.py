"""All areas in force, in memory: which code names belong to, which area a point is in, how far it is from one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import numpy
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.utils import timezone
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.area_naming import Naming
from geo.coordinates import LonLat
from geo.models import Area, Level

_WGS84 = Geod(ellps="WGS84")
_LEVEL = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.SUBDISTRICT}
_FEW = 200
"""Fewer points than this are looked up one by one; more are sorted into a tree, which the areas then ask."""


@dataclass(frozen=True, slots=True)
class KnownArea:
    """One area by its DOPA code of two, four or six digits; `boundary` in WGS84."""

    code: str
    name_th: str
    name_en: str
    boundary: BaseGeometry


class AreaIndex:
    """Built once and asked many times; can be pickled. A code's first digits are the codes of the areas above it."""

    def __init__(self, areas: Iterable[KnownArea]) -> None:
        ordered = sorted(areas, key=lambda area: (-len(area.code), area.code))
        self._boundaries = {area.code: area.boundary for area in ordered}
        self._naming = Naming((area.code, area.name_th, area.name_en) for area in ordered)
        self._centres: dict[str, tuple[LonLat, float]] = {}

    @property
    def finest(self) -> Level | None:
        """The lowest level that is known; None for an empty index."""
        return _LEVEL[len(next(iter(self._boundaries)))] if self._boundaries else None

    def code_of(self, province_th: str, district_th: str, subdistrict_th: str) -> str:
        """Code of the finest stated area whose boundary is known; `""` where there is none.

        Names may be written in any way: with or without ต. อ. จ., แขวง, เขต, in English, as they were before a
        province was divided. A name that two areas of a district bear gives the district.
        """
        code = self._naming.code_of(province_th, district_th, subdistrict_th)
        return next((part for part in (code, code[:4], code[:2]) if part in self._boundaries), "")

    def distance_m(self, code: str, lon: float, lat: float) -> float:
        """Geodesic metres to the area's border, 0.0 inside. Raises `KeyError` for a code that is not known."""
        boundary = self._boundaries[code]
        shapely.prepare(boundary)
        if shapely.intersects_xy(boundary, lon, lat):
            return 0.0
        near = _nearest(boundary, lon, lat, lat)
        # Over a long way the right scale is that of the way's middle.
        near = _nearest(boundary, lon, lat, (lat + near[1]) / 2)
        return float(_WGS84.inv(lon, lat, *near)[2])

    def codes_at(self, lons: Sequence[float], lats: Sequence[float]) -> list[str]:
        """The finest area that contains each point, `""` for none; on a shared border the smallest code."""
        points = shapely.points(numpy.asarray(lons, dtype=float), numpy.asarray(lats, dtype=float))
        found = numpy.full(len(points), "", dtype="U6")
        for _digits, codes in groupby(self._boundaries, key=len):
            open_ones = numpy.flatnonzero(found == "")
            if len(open_ones):
                found[open_ones] = self._at_level(list(codes), points[open_ones])
        return [str(code) for code in found]

    def codes_by_level(self, lons: Sequence[float], lats: Sequence[float]) -> dict[Level, list[str]]:
        """Of each level that is known, the area that contains each point, `""` for none; levels need not nest."""
        points = shapely.points(numpy.asarray(lons, dtype=float), numpy.asarray(lats, dtype=float))
        by_level = groupby(self._boundaries, key=len)
        return {_LEVEL[digits]: self._at_level(list(codes), points).tolist() for digits, codes in by_level}

    def centre(self, code: str) -> tuple[LonLat, float]:
        """A point on the area, its centroid where that lies on it, and the radius in metres that covers the area."""
        if code not in self._centres:
            self._centres[code] = _centre(self._boundaries[code])
        return self._centres[code]

    def _at_level(self, codes: list[str], points: Any) -> Any:
        boundaries = numpy.array([self._boundaries[code] for code in codes], dtype=object)
        if len(points) < _FEW:
            at, area = shapely.STRtree(boundaries).query(points, predicate="intersects")
        else:
            area, at = shapely.STRtree(points).query(boundaries, predicate="intersects")
        found = numpy.full(len(points), "", dtype="U6")
        # The codes are in order: written from the last, the smallest stays.
        order = numpy.argsort(-area, kind="stable")
        found[at[order]] = numpy.array(codes, dtype="U6")[area[order]]
        return found


def in_force(on: date | None = None) -> AreaIndex:
    """The index of the editions in force on a day (today in Thailand by default)."""
    rows = Area.objects.in_force(on or timezone.localdate()).annotate(wkb=AsWKB("boundary"))
    found = rows.values_list("code", "name_th", "name_en", "wkb").iterator(chunk_size=500)
    return AreaIndex(KnownArea(code, th, en, shapely.from_wkb(bytes(wkb))) for code, th, en, wkb in found)


def _nearest(boundary: BaseGeometry, lon: float, lat: float, scale_lat: float) -> tuple[float, float]:
    """The border's point nearest to a place, on a plane whose degrees of longitude are as long as at that latitude."""
    shrunk = numpy.array([numpy.cos(numpy.radians(scale_lat)), 1.0])
    plane = shapely.transform(boundary, lambda vertices: vertices * shrunk)
    x, y = shapely.get_coordinates(shapely.shortest_line(plane, shapely.Point(lon * shrunk[0], lat)))[0]
    return float(x / shrunk[0]), float(y)


def _centre(boundary: BaseGeometry) -> tuple[LonLat, float]:
    inside = boundary.centroid
    if not boundary.intersects(inside):
        inside = boundary.representative_point()
    vertices = shapely.get_coordinates(boundary)
    lons, lats = numpy.full(len(vertices), inside.x), numpy.full(len(vertices), inside.y)
    radius_m = _WGS84.inv(lons, lats, vertices[:, 0], vertices[:, 1])[2].max()
    return LonLat(inside.x, inside.y), float(radius_m)
