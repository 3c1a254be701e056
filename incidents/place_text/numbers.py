"""Coordinates: alone in any form that people write, or plain decimals inside other words."""

import re

from django.utils.translation import gettext as _

from geo import coordinate_text, thai
from geo.angle_text import angles, plain
from geo.coordinates import LonLat
from geo.models import PositionMethod
from incidents.place_text.understood import LEAST_ERROR_M, Choice, Understood, from_choices

_DEGREE_M = 111_320.0
_INSIDE = re.compile(r"(?<![\d.])(\d{1,3}\.\d{3,})°?\s*[NE]?\s*[,;/ ]\s*(\d{1,3}\.\d{3,})(?![\d.])")


def read(text: str) -> Understood | None:
    """Several UTM zones give choices; a place abroad is said to be abroad."""
    readings = coordinate_text.places(text)
    if len(readings) > 1:
        choices = tuple(_in_zone(one.place, one.zone, text) for one in readings)
        return from_choices(choices, _("The UTM zone is not stated: choose the place"), "coordinates")
    if readings:
        return at(readings[0].place, error_m(text, readings[0].zone), "coordinates")
    if coordinate_text.elsewhere(text) is not None:
        return Understood(words=_("Outside Thailand; only places in Thailand are served"), how="coordinates")
    inside = _INSIDE.search(thai.arabic_digits(text))
    return read(f"{inside[1]} {inside[2]}") if inside and inside[0] != text else None


def at(place: LonLat, error_radius_m: float, how: str) -> Understood:
    """A place by its numbers, latitude first as maps show them."""
    said = f"{place.lat:.6f}, {place.lon:.6f}"
    return Understood(place, error_radius_m, PositionMethod.STATED, said, (), how)


def error_m(text: str, zone: int = 0) -> float:
    """What the last written digit is worth, 30 m at least; a zero left out at the end of one number is no loss."""
    found = angles(plain(text)) if not zone else []
    unit = min((angle.unit for angle in found), default=0.0)
    return max(unit * _DEGREE_M, LEAST_ERROR_M)


def _in_zone(place: LonLat, zone: int, text: str) -> Choice:
    detail = _("Read as metres of UTM zone %(zone)d on WGS84") % {"zone": zone}
    return Choice(f"{place.lat:.6f}, {place.lon:.6f}", detail, place, error_m(text, zone))
