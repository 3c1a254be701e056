"""A bounding box in degrees, west to east and south to north."""

from dataclasses import dataclass
from typing import Self

from geo.coordinates import LonLat
from geo.errors import BadInput


@dataclass(frozen=True, slots=True)
class Bbox:
    """WGS84 degrees. `west <= east` and `south <= north`: boxes over the antimeridian are refused."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        LonLat(self.west, self.south)
        LonLat(self.east, self.north)
        if self.west > self.east or self.south > self.north:
            raise BadInput(
                "bbox is west,south,east,north with west <= east and south <= north", field="bbox", value=self
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `west,south,east,north`. Raises `BadInput` for a wrong count, letters, NaN or a wrong order."""
        parts = text.split(",")
        if len(parts) != 4:
            raise BadInput("bbox needs four numbers: west,south,east,north", field="bbox", value=text)
        corners = LonLat.parse(parts[0], parts[1]), LonLat.parse(parts[2], parts[3])
        return cls(corners[0].lon, corners[0].lat, corners[1].lon, corners[1].lat)

    def contains(self, place: LonLat) -> bool:
        """True on the edge too."""
        return self.west <= place.lon <= self.east and self.south <= place.lat <= self.north

    def __str__(self) -> str:
        return f"{self.west},{self.south},{self.east},{self.north}"


THAILAND = Bbox(97.3, 5.6, 105.7, 20.5)
"""The box that holds Thailand and its territorial sea close to shore; a first, cheap check only."""
