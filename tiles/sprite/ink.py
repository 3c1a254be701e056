"""One step of a sign as the ground it covers: strokes, dashes and clips by geometry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import shapely
from shapely import LinearRing, LineString, Polygon, affinity
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from tiles.sprite import outline


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
