"""Metres of the UTM zones of Thailand, 47 and 48, on WGS84 or Indian 1975, as longitude and latitude. Pure."""

from geo import datum
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.crs import EPSG_INDIAN_1975_UTM_47N, EPSG_INDIAN_1975_UTM_48N, UTM_47N, UTM_48N

ZONES = {47: UTM_47N, 48: UTM_48N}
INDIAN_ZONES = {47: EPSG_INDIAN_1975_UTM_47N, 48: EPSG_INDIAN_1975_UTM_48N}

_EASTINGS_M = (160_000.0, 840_000.0)
_NORTHINGS_M = (600_000.0, 2_300_000.0)
_COLUMNS = {47: "JKLMNPQR", 48: "STUVWXYZ"}
_ROWS = {47: "ABCDEFGHJKLMNPQRSTUV", 48: "FGHJKLMNPQRSTUVABCDE"}
_SQUARE_M = 100_000
_CYCLE_M = 2_000_000


def fits(easting_m: float, northing_m: float) -> bool:
    """Whether two numbers can be metres in Thailand at all; no degree and no other zone's easting is that large."""
    return _EASTINGS_M[0] <= easting_m <= _EASTINGS_M[1] and _NORTHINGS_M[0] <= northing_m <= _NORTHINGS_M[1]


def place(easting_m: float, northing_m: float, srid: int) -> LonLat | None:
    """The place of metres (or of degrees on Indian 1975) in one of these systems; None outside Thailand's box."""
    lon, lat = datum.point_to_wgs84(f"EPSG:{srid}", easting_m, northing_m)
    inside = THAILAND.west <= lon <= THAILAND.east and THAILAND.south <= lat <= THAILAND.north
    return LonLat(lon, lat) if inside else None


def from_mgrs(zone: int, square: str, digits: str) -> tuple[float, float] | None:
    """Easting and northing of a grid reference such as 47, `PR`, `6331420765`: the square's south-west corner.

    None where the letters are none of the zone's. Of the two northings that the letters allow within the north of the
    zone, the one in Thailand's range is taken.
    """
    column, row = _COLUMNS[zone].find(square[0]), _ROWS[zone].find(square[1])
    if column < 0 or row < 0:
        return None
    half = len(digits) // 2
    unit = 10 ** (5 - half)
    easting = (column + 1) * _SQUARE_M + int(digits[:half] or 0) * unit
    northing = row * _SQUARE_M + int(digits[half:] or 0) * unit
    return float(easting), float(northing if northing >= _NORTHINGS_M[0] else northing + _CYCLE_M)
