"""What a row says of its place, and what was made of it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from geo.coordinates import LonLat
from geo.models import Level, PositionMethod


class Areas(Protocol):
    """The part of `geo.area_index.AreaIndex` that placing needs."""

    @property
    def finest(self) -> Level | None:
        """The finest level of which boundaries are in force; None without any."""

    def code_of(self, province_th: str, district_th: str, subdistrict_th: str) -> str:
        """Code of the finest stated area that is known; empty when none is."""

    def distance_m(self, code: str, lon: float, lat: float) -> float:
        """0.0 inside, else metres to its border."""

    def codes_at(self, lons: Sequence[float], lats: Sequence[float]) -> list[str]:
        """The finest area around each point; empty where there is none."""

    def centre(self, code: str) -> tuple[LonLat, float]:
        """A point on the area, and a radius that covers it."""


class Claim(NamedTuple):
    """What a row says of its place: two cells as they came, and the areas of its address.

    `to_wgs84` turns the cells' numbers into degrees where the file states their reference system.
    """

    lon: Any
    lat: Any
    province: str
    district: str
    subdistrict: str
    to_wgs84: Callable[[float, float], LonLat | None] | None = None
    raw: str = ""


class Placed(NamedTuple):
    """The position taken, None where there is none. `code` is the finest stated area that is known."""

    position: LonLat | None
    method: PositionMethod
    error_radius_m: float | None
    raw: str
    code: str
    outside_m: float = 0.0
    """How far a stated position lies outside its stated area."""


NOWHERE = Placed(None, PositionMethod.NONE, None, "", "")
