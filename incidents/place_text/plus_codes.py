"""Plus Codes: full ones, and short ones beside the name of an area. The arithmetic is the `pluscodes` package's."""

import re

from django.utils.translation import gettext as _
from pluscodes.openlocationcode import openlocationcode

from geo.bbox import THAILAND
from geo.coordinates import LonLat
from incidents.place_text import areas, numbers
from incidents.place_text.understood import LEAST_ERROR_M, Understood

_SIGNS = "23456789CFGHJMPQRVWX"
_CODE = re.compile(rf"(?<![A-Z0-9+])([{_SIGNS}]{{2,8}}0{{0,6}}\+[{_SIGNS}]{{0,7}})(?![A-Z0-9+])", re.IGNORECASE)
_DEGREE_M = 111_320.0


def read(text: str) -> Understood | None:
    """None for a text without such a code."""
    match = _CODE.search(text)
    if match is None or not openlocationcode.isValid(match[1]):
        return None
    if openlocationcode.isFull(match[1]):
        return _decoded(match[1])
    return _recovered(match[1], f"{text[: match.start()]} {text[match.end() :]}".strip(" ,"))


def _recovered(code: str, beside: str) -> Understood:
    """Short codes repeat every degree or less: the one nearest to the named area is meant."""
    named = areas.address(beside)
    area = named.code if named else areas.bare_names(beside)
    if not area:
        return Understood(
            words=_("A short Plus Code needs the district or province written behind it"), how="plus_code"
        )
    near = areas.of_code(area).place
    assert near is not None  # noqa: S101  # an area has a middle
    return _decoded(openlocationcode.recoverNearest(code, near.lat, near.lon))


def _decoded(code: str) -> Understood:
    found = openlocationcode.decode(code)
    place = LonLat(found.longitudeCenter, found.latitudeCenter)
    if not THAILAND.contains(place):
        return Understood(words=_("Outside Thailand; only places in Thailand are served"), how="plus_code")
    half_m = (found.latitudeHi - found.latitudeLo) / 2 * _DEGREE_M
    return numbers.at(place, max(half_m * 1.42, LEAST_ERROR_M), "plus_code")
