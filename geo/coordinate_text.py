"""Coordinates as people write and say them: decimal or degrees, minutes, seconds; Thai digits; either order."""

import re
from dataclasses import dataclass

from geo import thai
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import BadInput

_SPELLINGS = (
    ("°", r"º|˚|องศา|degrees?|deg"),
    ('"', "″|”|“|''|′′|ฟิลิปดา|พิลิปดา"),
    ("'", "′|’|‘|ลิปดา"),
    ("N", "ละติจูดเหนือ|เหนือ|north"),
    ("E", "ลองจิจูดตะวันออก|ตะวันออก|east"),
    (" ", r"พิกัด|ละติจูด|ลองจิจูด|ลองติจูด|latitude|longitude|lat|lng|long|lon|[()\[\]:=,;/]"),
)
_NUMBER = r"\d+(?:\.\d+)?"
_ANGLE = re.compile(
    rf"""\s*(?P<before>[NESW])?\s*(?P<sign>[+-])?(?P<degrees>{_NUMBER})\s*(?P<mark>°)?
        (?:\s*(?P<minutes>{_NUMBER})\s*'(?:\s*(?P<seconds>{_NUMBER})\s*")?)?\s*(?(before)|(?P<after>[NESW](?![A-Z]))?)\s*""",
    re.VERBOSE,
)
_MAP_LINK = re.compile(r"[@=](-?\d+\.\d+),(-?\d+\.\d+)")


@dataclass(frozen=True)
class _Angle:
    degrees: float
    axis: str
    exact: bool


def parse(text: str) -> LonLat | None:
    """The place in Thailand that a text names and nothing else; None for any other text.

    `13.787, 101.651`, `101.651 13.787`, `๑๓.๗๘๗ ๑๐๑.๖๕๑`, `13°47'13.2"N 101°39'3.6"E`, or a map link holding
    `@13.787,101.651`. Without compass letters the order is told by Thailand's box, whose ranges do not meet.
    """
    if link := _MAP_LINK.search(text):
        text = f"{link[1]} {link[2]}"
    angles = _angles(_plain(text))
    if len(angles) != 2 or not any(angle.exact for angle in angles):
        return None
    return next((place for place in _orders(*angles) if THAILAND.contains(place)), None)


def _plain(text: str) -> str:
    text = thai.arabic_digits(thai.tidy(text))
    for sign, spellings in _SPELLINGS:
        text = re.sub(spellings, sign, text, flags=re.IGNORECASE)
    return re.sub(r"(?<![A-Za-z])([nesw])(?![A-Za-z])", lambda match: match[1].upper(), text)


def _angles(text: str) -> list[_Angle]:
    """Every angle, if the text holds nothing but angles; else none."""
    found: list[_Angle] = []
    at = 0
    while at < len(text):
        match = _ANGLE.match(text, at)
        if match is None or match.end() == at or len(found) == 2:
            return []
        angle = _angle(match)
        if angle is None:
            return []
        found.append(angle)
        at = match.end()
    return found


def _angle(match: re.Match[str]) -> _Angle | None:
    minutes, seconds = float(match["minutes"] or 0), float(match["seconds"] or 0)
    axis = match["after"] or match["before"] or ""
    if minutes >= 60 or seconds >= 60:
        return None
    degrees = float(match["degrees"]) + minutes / 60 + seconds / 3600
    negative = match["sign"] == "-" or axis in ("S", "W")
    # A bare whole number may be anything; "13 101" alone is not taken for a place.
    exact = "." in match["degrees"] or bool(match["mark"] or axis)
    return _Angle(-degrees if negative else degrees, axis, exact)


def _orders(first: _Angle, second: _Angle) -> list[LonLat]:
    """The readings that the compass letters allow."""
    readings = []
    for lat, lon in ((first, second), (second, first)):
        if lat.axis in ("", "N", "S") and lon.axis in ("", "E", "W"):
            try:
                readings.append(LonLat(lon.degrees, lat.degrees))
            except BadInput:
                continue
    return readings
