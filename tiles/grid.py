"""The tile pyramid of Web Mercator: which square of the world a tile address names."""

from dataclasses import dataclass
from typing import Self

from geo.crs import MAX_ZOOM, MERCATOR_HALF_WORLD_M
from geo.errors import BadInput


@dataclass(frozen=True, slots=True)
class MercatorBox:
    """A square in Web Mercator metres."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class TileCoord:
    """A tile's address. Always inside the pyramid: `0 <= z <= 22`, `0 <= x, y < 2**z`, y counted from the north."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        _inside("z", self.z, MAX_ZOOM, f"z must be a whole number from 0 to {MAX_ZOOM}")
        last = 2**self.z - 1
        _inside("x", self.x, last, f"x must be a whole number from 0 to {last} at zoom {self.z}")
        _inside("y", self.y, last, f"y must be a whole number from 0 to {last} at zoom {self.z}")

    @classmethod
    def parse(cls, z: str, x: str, y: str) -> Self:
        """From the parts of an address. Raises `BadInput` naming the part and the rule."""
        return cls(_whole("z", z), _whole("x", x), _whole("y", y))

    @property
    def width_m(self) -> float:
        """The tile's side in Web Mercator metres."""
        return float(2 * MERCATOR_HALF_WORLD_M / 2**self.z)

    def bounds(self) -> MercatorBox:
        """The square the tile covers. Neighbours share an edge exactly: both compute it from the same corner."""
        return MercatorBox(
            west=self.x * self.width_m - MERCATOR_HALF_WORLD_M,
            south=MERCATOR_HALF_WORLD_M - (self.y + 1) * self.width_m,
            east=(self.x + 1) * self.width_m - MERCATOR_HALF_WORLD_M,
            north=MERCATOR_HALF_WORLD_M - self.y * self.width_m,
        )

    def children(self) -> tuple[Self, Self, Self, Self]:
        """The four tiles of the next zoom that cover this one."""
        z, x, y = self.z + 1, self.x * 2, self.y * 2
        cls = type(self)
        return cls(z, x, y), cls(z, x + 1, y), cls(z, x, y + 1), cls(z, x + 1, y + 1)


def _whole(field: str, text: str) -> int:
    # int() also takes "1_0", " 7" and Thai digits, which are not addresses.
    if not (text.isascii() and text.isdigit() and len(text) <= 8):
        raise BadInput(f"{field} must be a whole number", field=field, value=text)
    return int(text)


def _inside(field: str, value: int, last: int, rule: str) -> None:
    if not 0 <= value <= last:
        raise BadInput(rule, field=field, value=value)
