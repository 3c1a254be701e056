"""All areas in force, in memory: which code names belong to, which area a point is in, how far it is from one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy
import shapely
from django.utils import timezone
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.area_names import bare
from geo.coordinates import LonLat
from geo.models import Area, Level

_WGS84 = Geod(ellps="WGS84")
_LEVEL = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.SUBDISTRICT}


@dataclass(frozen=True, slots=True)
class KnownArea:
    """One area by its DOPA code of two, four or six digits; `boundary` in WGS84."""

    code: str
    name_th: str
    name_en: str
    boundary: BaseGeometry


class AreaIndex:
    """Built once and asked many times; can be pickled. A code's first digits are the codes of the areas above it."""

    def __init__(self, areas: Sequence[KnownArea]) -> None:
        self._areas = {area.code: area for area in sorted(areas, key=lambda area: area.code)}
        self._names: dict[tuple[str, str], list[str]] = {}
        for area in self._areas.values():
            for name in {bare(area.name_th), bare(area.name_en)} - {""}:
                self._names.setdefault((area.code[:-2], name), []).append(area.code)

    @property
    def finest(self) -> Level | None:
        """The lowest level that is known; None for an empty index."""
        return _LEVEL[max(map(len, self._areas))] if self._areas else None

    def code_of(self, province_th: str, district_th: str, subdistrict_th: str) -> str:
        """Code of the finest stated area that is known, in any spelling; `""` where not even the province is."""
        code = ""
        for name in (province_th, district_th, subdistrict_th):
            found = self._names.get((code, bare(name)), [])
            if len(found) != 1:
                break
            code = found[0]
        return code

    def distance_m(self, code: str, lon: float, lat: float) -> float:
        """Metres to the area's border, 0.0 inside. Raises `KeyError` for a code that is not known."""
        boundary, point = self._areas[code].boundary, shapely.Point(lon, lat)
        near = shapely.shortest_line(boundary, point)
        return float(_WGS84.geometry_length(near))

    def codes_at(self, lons: Sequence[float], lats: Sequence[float]) -> list[str]:
        """The finest area that contains each point, `""` for none; on a shared border the smallest code."""
        points = shapely.points(numpy.asarray(lons), numpy.asarray(lats))
        found = [""] * len(points)
        for code, area in self._areas.items():
            for at in numpy.flatnonzero(shapely.intersects(area.boundary, points)):
                if len(found[at]) < len(code):
                    found[at] = code
        return found

    def centre(self, code: str) -> tuple[LonLat, float]:
        """A point on the area's surface and the radius in metres that covers the area from there."""
        boundary = self._areas[code].boundary
        inside = boundary.representative_point()
        vertices = shapely.get_coordinates(boundary)
        lons, lats = numpy.full(len(vertices), inside.x), numpy.full(len(vertices), inside.y)
        radius_m = float(_WGS84.inv(lons, lats, vertices[:, 0], vertices[:, 1])[2].max())
        return LonLat(inside.x, inside.y), radius_m


def in_force(on: date | None = None) -> AreaIndex:
    """The index of the editions in force on a day (today in Thailand by default)."""
    rows = Area.objects.in_force(on or timezone.localdate()).only("code", "name_th", "name_en", "boundary")
    return AreaIndex(
        [KnownArea(row.code, row.name_th, row.name_en, shapely.from_wkb(bytes(row.boundary.wkb))) for row in rows]
    )
