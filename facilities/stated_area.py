"""The areas that a site's register states, by code: their names and boundaries in the editions in force."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import Facility
from facilities.provinces import BY_CODE
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


def finest(facility: Facility, *, on: date | None = None) -> Area | None:
    """The finest stated area that has a boundary in force: subdistrict, else district, else province."""
    code = facility.subdistrict_code or facility.province_code
    codes = [code[:length] for length in (2, 4, 6) if len(code) >= length]
    return max(_in_force(codes, on), key=lambda area: len(area.code), default=None)


def _in_force(codes: list[str], on: date | None) -> list[Area]:
    return list(Area.objects.in_force(on or timezone.localdate()).filter(code__in=codes)) if codes else []


def _in_force_at(level: str, on: date | None) -> bool:
    return Area.objects.in_force(on or timezone.localdate()).filter(level=level).exists()
