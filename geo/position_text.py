"""Two cells of a register that say where something is, in every way that registers say it. Pure.

What a cell can mean is decided by Thailand's box: the ranges of its latitudes, longitudes, eastings and northings do
not meet, and a missing decimal point can go to one place only.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geo import datum, thai, utm
from geo.angle_text import angles, plain
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.crs import EPSG_INDIAN_1975

_WEST, _SOUTH, _EAST, _NORTH = THAILAND.west, THAILAND.south, THAILAND.east, THAILAND.north
_DEGREE_M = 111_320.0
_RADII_M = (*(_DEGREE_M / 10**places for places in range(6)), 1.0)
"""By the number of decimals: rounded or cut off, the truth is within one unit of the last digit; a metre at best."""

_DATUM_UNSAID_M = 450.0
"""How far apart the same numbers are on WGS84 and on Indian 1975 (domain notes 7.1)."""

_GPS_RADIUS_M = 2.0

_NOTHING = frozenset(("", "-", "--", "0", "1", "0.0", "1.0", "0.00", "none", "null", "nan", "n/a", "ไม่มี", "ไม่ระบุ"))
_FEWEST_DIGITS, _MOST_DIGITS = 4, 40


class PositionReading(NamedTuple):
    """One way to read the two cells. `error_radius_m` is how far the place may be off by the way it is written.

    `how`: degrees, dms, swapped, decimal_point, utm47, utm48, indian1975_utm47, indian1975_utm48, indian1975_degrees.
    """

    place: LonLat
    how: str
    error_radius_m: float


def readings(lon_text: object, lat_text: object) -> tuple[PositionReading, ...]:
    """Every plausible reading in Thailand's box, most trusted first; none for empty cells and nonsense.

    Cells may be texts or numbers. Metres are read in both zones, where both lie in Thailand, then as Indian 1975;
    since nothing tells the datum, their radius covers both. Degrees on Indian 1975 are offered where the radius is
    smaller than that, but not as small as came with GPS, and so with WGS84: five decimals, hundredths of a second.
    """
    lon_cell, lat_cell = str(lon_text).strip(), str(lat_text).strip()
    try:
        lon, lat = float(lon_cell), float(lat_cell)
    except ValueError:
        return _careful(lon_cell, lat_cell)
    if _WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH:
        return _plain_degrees(lon, lat, lon_cell, lat_cell, "degrees")
    if _WEST <= lat <= _EAST and _SOUTH <= lon <= _NORTH:
        return _plain_degrees(lat, lon, lat_cell, lon_cell, "swapped")
    return tuple(_metres(lon_cell, lat_cell)) or _careful(lon_cell, lat_cell)


def _plain_degrees(lon: float, lat: float, lon_cell: str, lat_cell: str, how: str) -> tuple[PositionReading, ...]:
    # Whole degrees with zeros behind the point are whole degrees.
    digits = 0 if lon.is_integer() or lat.is_integer() else _decimals(lon_cell, lat_cell)
    return _with_indian_1975(PositionReading(LonLat(lon, lat), how, _RADII_M[digits]))


def _careful(lon_cell: str, lat_cell: str) -> tuple[PositionReading, ...]:
    lon_cell, lat_cell = _tidy(lon_cell), _tidy(lat_cell)
    if lon_cell in _NOTHING or lat_cell in _NOTHING:
        return ()
    for way in (_degrees, _decimal_point, _metres):
        if found := tuple(way(lon_cell, lat_cell)):
            return found
    return ()


def _tidy(cell: str) -> str:
    """`"="13.787""`, `'13.787` and the like are what Excel is told to keep a text a text."""
    text = thai.arabic_digits(thai.tidy(cell)).removeprefix("=").strip().strip('"').lstrip("'").strip()
    text = text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text
    return text.lower() if text.lower() in _NOTHING else text


def _degrees(lon_cell: str, lat_cell: str) -> Iterator[PositionReading]:
    """Decimals (a comma may be the decimal mark) or minutes and seconds, also exchanged."""
    for first, second, how in ((lon_cell, lat_cell, ""), (lat_cell, lon_cell, "swapped")):
        lon, lat = _angle(first, "EW"), _angle(second, "NS")
        if lon and lat and _WEST <= lon[0] <= _EAST and _SOUTH <= lat[0] <= _NORTH:
            spelled = "degrees" if _is_number(first) and _is_number(second) else "dms"
            place = LonLat(lon[0], lat[0])
            yield from _with_indian_1975(PositionReading(place, how or spelled, _radius_m(lon[1], lat[1])))
            return


def _angle(cell: str, letters: str) -> tuple[float, float] | None:
    """Degrees and the unit of the last digit; None for what is no single angle of this axis."""
    if cell.count(",") == 1 and "." not in cell:
        cell = cell.replace(",", ".")
    found = angles(plain(cell), most=1)
    if len(found) != 1 or (found[0].axis and found[0].axis not in letters):
        return None
    return found[0].degrees, found[0].unit


def _decimal_point(lon_cell: str, lat_cell: str) -> Iterator[PositionReading]:
    """`13787000`, `1378.7`, `101651`: the point goes where the number lands in Thailand: one place only."""
    for first, second in ((lon_cell, lat_cell), (lat_cell, lon_cell)):
        lon, lat = _pointed(first, _WEST, _EAST), _pointed(second, _SOUTH, _NORTH)
        if lon and lat:
            yield PositionReading(LonLat(lon[0], lat[0]), "decimal_point", _radius_m(lon[1], lat[1]))
            return


def _pointed(cell: str, least: float, most: float) -> tuple[float, float] | None:
    digits = cell.replace(".", "").replace(",", "").replace(" ", "")
    # `²` is a digit to isdigit() and no number to int(); nothing is written in thousands of digits.
    if not digits.isdecimal() or digits.startswith("0") or len(digits) > _MOST_DIGITS:
        return None
    if (angle := _angle(cell, "")) and least <= angle[0] <= most:
        return angle
    # `999999` is how some forms write that they know nothing.
    if len(digits) < _FEWEST_DIGITS or len(set(digits)) == 1:
        return None
    for whole in (1, 2, 3):
        value = int(digits) / 10 ** (len(digits) - whole)
        if least <= value <= most:
            return value, 10.0 ** (whole - len(digits))
    return None


def _metres(lon_cell: str, lat_cell: str) -> Iterator[PositionReading]:
    first, second = _number(lon_cell), _number(lat_cell)
    if first is None or second is None:
        return
    for easting, northing in ((first, second), (second, first)):
        if utm.fits(easting, northing):
            yield from _in_zones(easting, northing, utm.ZONES, "utm")
            yield from _in_zones(easting, northing, utm.INDIAN_ZONES, "indian1975_utm")
            return


def _in_zones(easting: float, northing: float, zones: dict[int, int], how: str) -> Iterator[PositionReading]:
    for zone, srid in zones.items():
        if place := utm.place(easting, northing, srid):
            yield PositionReading(place, f"{how}{zone}", _DATUM_UNSAID_M)


def _with_indian_1975(found: PositionReading) -> tuple[PositionReading, ...]:
    """The reading, and the same degrees on Indian 1975 where they may be from before GPS."""
    if not _GPS_RADIUS_M < found.error_radius_m < _DATUM_UNSAID_M:
        return (found,)
    lon, lat = found.place.lon, found.place.lat
    lon_shift, lat_shift = _shift(round(lon, 1), round(lat, 1))
    place = LonLat(lon + lon_shift, lat + lat_shift)
    return (found, PositionReading(place, "indian1975_degrees", _DATUM_UNSAID_M))


@cache
def _shift(lon: float, lat: float) -> tuple[float, float]:
    """From Indian 1975 to WGS84, in degrees; over a tenth of a degree it changes by less than a metre."""
    moved_lon, moved_lat = datum.point_to_wgs84(f"EPSG:{EPSG_INDIAN_1975}", lon, lat)
    return moved_lon - lon, moved_lat - lat


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "").replace(" ", ""))
    except ValueError:
        return None


def _is_number(cell: str) -> bool:
    return _number(cell) is not None and " " not in cell


def _decimals(lon_cell: str, lat_cell: str) -> int:
    """Decimals of the coarser cell, at most six. One fewer than the other's is a zero at the end, left out."""
    lon = len(lon_cell) - lon_cell.find(".") - 1 if "." in lon_cell else 0
    lat = len(lat_cell) - lat_cell.find(".") - 1 if "." in lat_cell else 0
    fewer, more = (lon, lat) if lon < lat else (lat, lon)
    return min(more if fewer and more - fewer == 1 else fewer, 6)


def _radius_m(lon_unit: float, lat_unit: float) -> float:
    return max(_DEGREE_M * max(lon_unit, lat_unit), 1.0)
