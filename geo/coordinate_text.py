"""Coordinates as people write and say them: degrees in any form, UTM metres, MGRS; Thai digits; either order. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo import thai, utm
from geo.angle_text import Angle, angles, plain
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import BadInput

_MAP_LINK = re.compile(r"[@=](-?\d+\.\d+),(-?\d+\.\d+)")
_ZONE = r"(?:ZONE|โซน|UTM)?\s*(?P<zone>4[78])\s*(?P<band>[NPQ])?"
_EASTING = r"(?:E\s*)?(?P<easting>\d{6}(?:\.\d+)?)\s*(?:M\s*E|M|E)?"
_NORTHING = r"(?:N\s*)?(?P<northing>\d{6,7}(?:\.\d+)?)\s*(?:M\s*N|M|N)?"
_METRES = rf"{_EASTING}\s+{_NORTHING}"
_UTM = (
    re.compile(rf"^(?:UTM\s*)?{_ZONE}\s+{_METRES}$"),
    re.compile(rf"^(?:UTM\s*)?{_METRES}\s+{_ZONE}$"),
    re.compile(rf"^(?:UTM\s*)?{_METRES}$"),
)
_MGRS = re.compile(
    r"^(?:MGRS\s*)?(?P<zone>4[78])\s*[NPQ]\s*(?P<square>[A-HJ-NP-Z]{2})\s*(?P<digits>\d{2,5}\s?\d{2,5})$"
)
_DECIMAL_COMMAS = re.compile(r"^\s*(-?\d{1,3}),(\d+)[;\s]+(-?\d{1,3}),(\d+)\s*$")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class TextReading:
    """One place that a text may mean; `zone` is the UTM zone it was read in, 0 for degrees."""

    place: LonLat
    zone: int = 0


def parse(text: str) -> LonLat | None:
    """The place in Thailand that a text names and nothing else, the first of `places`; None for any other text."""
    return next((reading.place for reading in places(text)), None)


def places(text: str) -> tuple[TextReading, ...]:
    """Every place in Thailand that a text may mean, where it says nothing else.

    `13.787, 101.651`, `101.651 13.787`, `๑๓.๗๘๗ ๑๐๑.๖๕๑`, `13°47'13.2"N 101°39'3.6"E`, `13 47.22 N 101 39.06 E`, a map
    link holding `@13.787,101.651`, `47P 663314 1520765`, `663314 1520765` (both zones where both are in Thailand),
    `47P PR 63314 20765`. Without compass letters the order is told by Thailand's box, whose ranges do not meet.
    """
    if metres := tuple(_metres(text)):
        return metres
    inside = [place for place in _globe(text) if THAILAND.contains(place)]
    return (TextReading(inside[0]),) if inside else ()


def elsewhere(text: str) -> LonLat | None:
    """The place outside Thailand's box that a text names and nothing else. Both numbers must look like coordinates."""
    if places(text):
        return None
    found = _angles(text)
    orders = _orders(*found) if len(found) == 2 and all(angle.exact for angle in found) else []
    return orders[0] if orders else None


def _globe(text: str) -> list[LonLat]:
    found = _angles(text)
    return _orders(*found) if len(found) == 2 and any(angle.exact for angle in found) else []


def _angles(text: str) -> list[Angle]:
    if link := _MAP_LINK.search(text):
        text = f"{link[1]} {link[2]}"
    elif commas := _DECIMAL_COMMAS.match(text):
        text = f"{commas[1]}.{commas[2]} {commas[3]}.{commas[4]}"
    return angles(plain(text))


def _orders(first: Angle, second: Angle) -> list[LonLat]:
    """The readings that the compass letters allow."""
    readings = []
    for lat, lon in ((first, second), (second, first)):
        if lat.axis in ("", "N", "S") and lon.axis in ("", "E", "W"):
            try:
                readings.append(LonLat(lon.degrees, lat.degrees))
            except BadInput:
                continue
    return readings


def _metres(text: str) -> Iterator[TextReading]:
    upper = _THOUSANDS.sub("", thai.arabic_digits(thai.tidy(text))).replace(",", " ").upper()
    upper = " ".join(upper.split())
    if match := _MGRS.match(upper):
        yield from _of_grid(match)
    for pattern in _UTM:
        if match := pattern.match(upper):
            yield from _of_zones(match)
            return


def _of_grid(match: re.Match[str]) -> Iterator[TextReading]:
    digits = match["digits"].replace(" ", "")
    metres = utm.from_mgrs(int(match["zone"]), match["square"], digits) if len(digits) % 2 == 0 else None
    place = utm.place(*metres, utm.ZONES[int(match["zone"])]) if metres else None
    if place:
        yield TextReading(place, int(match["zone"]))


def _of_zones(match: re.Match[str]) -> Iterator[TextReading]:
    easting, northing = float(match["easting"]), float(match["northing"])
    if not utm.fits(easting, northing):
        return
    stated = match.groupdict().get("zone")
    for zone, srid in utm.ZONES.items():
        place = utm.place(easting, northing, srid)
        if place and stated in (None, str(zone)):
            yield TextReading(place, zone)
