"""The areas that a site's register states, by code: their names and boundaries in the editions in force."""

from dataclasses import dataclass
from datetime import date

import shapely
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import Facility
from facilities.provinces import BY_CODE
from geo.area_index import AreaIndex, KnownArea
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.models import Area, Level

_NAMES = {4: "district_th", 6: "subdistrict_th"}
NAMED = ("subdistrict_th", "district_th", "province_th", "province_code")
"""What a subdistrict's code decides as well."""


def names_along(code: str, *, on: date | None = None) -> dict[str, str]:
    """The fields that go along with a subdistrict code, by the editions in force; those not loaded are left out.

    Raises `BadInput` where subdistricts are in force and none has this code.
    """
    found = {area.code: area.name_th for area in _in_force([code[:4], code], on)}
    if code not in found and _in_force_at(Level.SUBDISTRICT, on):
        raise BadInput(_("No subdistrict in force has this code"), field="subdistrict_code", value=code)
    named = {_NAMES[len(key)]: name for key, name in found.items()}
    return {**named, "province_th": BY_CODE[code[:2]].name_th, "province_code": code[:2]}


def subdistricts_of(province_code: str, *, on: date | None = None) -> list[tuple[str, str]]:
    """Code and name with district of every subdistrict of a province that is in force, by district."""
    if not province_code:
        return []
    areas = Area.objects.in_force(on or timezone.localdate()).filter(code__startswith=province_code)
    names = dict(areas.order_by("code").values_list("code", "name_th"))
    return [(code, f"{name} {names.get(code[:4], '')}".strip()) for code, name in names.items() if len(code) == 6]


@dataclass(frozen=True)
class StatedAreas:
    """The areas that a site states and that have a boundary in force, from the province down."""

    areas: tuple[Area, ...]

    @property
    def finest(self) -> Area | None:
        """Subdistrict, else district, else province; None where none is known."""
        return self.areas[-1] if self.areas else None

    @property
    def index(self) -> AreaIndex:
        """For reading records of the site again: no other areas are needed for that."""
        return _index(*self.areas)

    def at(self, level: str) -> Area | None:
        """The stated area of a level."""
        return next((area for area in self.areas if area.level == level), None)

    def beyond_m(self, area: Area, place: LonLat) -> float:
        """How far a place lies outside an area for certain: 0.0 inside, and where the line itself may be off."""
        metres = _index(area).distance_m(area.code, place.lon, place.lat)
        return max(0.0, metres - area.edition.border_error_m)

    def centre(self, area: Area) -> LonLat:
        """The middle of an area."""
        return _index(area).centre(area.code)[0]


def stated(facility: Facility, *, on: date | None = None) -> StatedAreas:
    """By the codes, the district else by its name within the province. One query."""
    code = facility.subdistrict_code or facility.province_code
    if not code:
        return StatedAreas(())
    known = Q(code__in=[code[:length] for length in (2, 4, 6) if len(code) >= length])
    if len(code) == 2 and facility.district_th:
        known |= Q(level=Level.DISTRICT, parent_code=code, name_th=facility.district_th)
    found = Area.objects.in_force(on or timezone.localdate()).filter(known).select_related("edition")
    return StatedAreas(tuple(sorted(found, key=lambda area: len(area.code))))


def _index(*areas: Area) -> AreaIndex:
    shapes = [shapely.from_wkb(bytes(area.boundary.wkb)) for area in areas]
    named = zip(areas, shapes, strict=True)
    return AreaIndex([KnownArea(area.code, area.name_th, area.name_en, shape) for area, shape in named])


def _in_force(codes: list[str], on: date | None) -> list[Area]:
    return list(Area.objects.in_force(on or timezone.localdate()).filter(code__in=codes)) if codes else []


def _in_force_at(level: str, on: date | None) -> bool:
    return Area.objects.in_force(on or timezone.localdate()).filter(level=level).exists()
