"""One step of a sign as the ground it covers, and grounds as an image: strokes, dashes and clips by geometry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from PIL import Image, ImageColor, ImageDraw
from shapely import LinearRing, LineString, Polygon, affinity
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from tiles.sprite import outline

_FINE = 8
"""Pixels are drawn so many times finer, for smooth edges."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Ink:
    """A colour on some ground, in CSS pixels around the sign's place, y downwards."""

    ground: BaseGeometry
    colour: str


def filled(path: str) -> BaseGeometry:
    """What is inside the path."""
    inside = [Polygon(line.points) for line in outline.lines(path) if line.closed]
    return shapely.union_all(inside)


def stroked(path: str, size: float, width: float, dash: Iterable[float] = ()) -> BaseGeometry:
    """What a pen of that width covers along the path at that size, with round corners and blunt ends."""
    pieces = [piece for line in outline.lines(path) for piece in _pieces(line, size, list(dash))]
    return shapely.union_all([piece.buffer(width / 2, cap_style="flat", join_style="round") for piece in pieces])


def scaled(ground: BaseGeometry, size: float, x: float = 0, y: float = 0) -> BaseGeometry:
    """Larger around its place, then moved."""
    return affinity.affine_transform(ground, (size, 0, 0, size, x, y))


def image(inks: Iterable[Ink], half: int, ratio: int) -> Image.Image:
    """A square of `2 * half` CSS pixels with the place in its middle, see-through where nothing is drawn."""
    side = 2 * half * ratio
    drawn = Image.new("RGBA", (side, side))
    for ink in inks:
        layer = Image.new("RGBA", drawn.size, ImageColor.getrgb(ink.colour))
        layer.putalpha(_mask(scaled(ink.ground, ratio * _FINE, half * ratio * _FINE, half * ratio * _FINE), side))
        drawn = Image.alpha_composite(drawn, layer)
    return drawn


def _pieces(line: outline.Line, size: float, dash: list[float]) -> Iterator[LineString]:
    points = [(x * size, y * size) for x, y in line.points]
    if not dash:
        yield LinearRing(points) if line.closed else LineString(points)
        return
    whole, at, number = LineString(points), 0.0, 0
    while at < whole.length:
        length = dash[number % len(dash)]
        if number % 2 == 0:
            yield substring(whole, at, min(at + length, whole.length))
        at, number = at + length, number + 1


def _mask(ground: BaseGeometry, side: int) -> Image.Image:
    mask = Image.new("L", (side * _FINE, side * _FINE))
    draw = ImageDraw.Draw(mask)
    for part in shapely.get_parts(ground):
        if isinstance(part, Polygon) and not part.is_empty:
            draw.polygon(list(part.exterior.coords), fill=255)
            for hole in part.interiors:
                draw.polygon(list(hole.coords), fill=0)
    return mask.reduce(_FINE)
