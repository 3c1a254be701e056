"""A place as longitude and latitude, parsed once at the door into a type that cannot be wrong."""

import math
from dataclasses import dataclass
from typing import Self

from geo.errors import BadInput


@dataclass(frozen=True, slots=True, order=True)
class LonLat:
    """A WGS84 point in degrees, longitude first. Always finite and on the globe."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        # Hundreds of thousands of these are made in an import; NaN and infinity fail the comparison too.
        if self.lon.__class__ is self.lat.__class__ is float and -180 <= self.lon <= 180 and -90 <= self.lat <= 90:
            return
        object.__setattr__(self, "lon", _degrees("lon", self.lon, 180))
        object.__setattr__(self, "lat", _degrees("lat", self.lat, 90))

    @classmethod
    def parse(cls, lon: object, lat: object) -> Self:
        """From anything a machine sends: numbers or their text. Raises `BadInput` naming the field."""
        return cls(_number("lon", lon), _number("lat", lat))

    def __str__(self) -> str:
        return f"{self.lon:.6f},{self.lat:.6f}"


def _number(field: str, value: object) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(value)  # type: ignore[arg-type]  # the except below is the check
    except (TypeError, ValueError, OverflowError):
        raise BadInput(f"{field} must be a number in degrees", field=field, value=value) from None


def _degrees(field: str, value: float, limit: int) -> float:
    if not math.isfinite(value) or abs(value) > limit:
        raise BadInput(f"{field} must lie between -{limit} and {limit} degrees", field=field, value=value)
    return float(value)
