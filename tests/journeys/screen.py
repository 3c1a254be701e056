"""Where a place stands on the screen of the map page, as Leaflet computes it: to the pixel."""

import math
from dataclasses import dataclass

from geo.coordinates import LonLat
from tests.journeys.conftest import DESKTOP

BAR = 56
SIZE = (DESKTOP["width"], DESKTOP["height"] - BAR)


@dataclass(frozen=True)
class View:
    """The map at a desk, without rotation: `zoom` as in the address, its middle at world pixels `x`, `y`."""

    zoom: int
    x: float
    y: float

    @classmethod
    def at(cls, zoom: int, middle: LonLat) -> "View":
        """With its middle as the address writes it, to five decimals."""
        return cls(zoom, *world(zoom, LonLat(round(middle.lon, 5), round(middle.lat, 5))))

    @property
    def address(self) -> str:
        """The page's own parameter."""
        middle = place(self.zoom, self.x, self.y)
        return f"at={self.zoom}/{middle.lat:.5f}/{middle.lon:.5f}"

    def pixel(self, where: LonLat) -> tuple[float, float]:
        """On the page, the bar above the map included. Leaflet rounds the world pixel of the map's corner."""
        x, y = world(self.zoom, where)
        return x - round(self.x - SIZE[0] / 2), y - round(self.y - SIZE[1] / 2) + BAR

    def under(self, x: float, y: float) -> LonLat:
        """The place under a pixel of the page."""
        return place(self.zoom, x + round(self.x - SIZE[0] / 2), y - BAR + round(self.y - SIZE[1] / 2))


def world(zoom: int, where: LonLat) -> tuple[float, float]:
    """World pixels, 256 to the tile of zoom 0."""
    width = 256 * 2**zoom
    sine = math.sin(math.radians(where.lat))
    return (where.lon + 180) / 360 * width, (0.5 - math.atanh(sine) / (2 * math.pi)) * width


def place(zoom: int, x: float, y: float) -> LonLat:
    """The reverse of `world`."""
    width = 256 * 2**zoom
    return LonLat(x / width * 360 - 180, math.degrees(math.asin(math.tanh((0.5 - y / width) * 2 * math.pi))))
