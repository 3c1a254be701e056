"""SVG path data to lines of points: as much of it as the signs use (absolute M L H V C Q A Z, circular arcs)."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

XY = tuple[float, float]

_TOKEN = re.compile(r"[MLHVCQAZ]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
_STEPS = 16
"""Pieces of each curve; at the size of a symbol none is as long as a pixel."""


@dataclass(frozen=True)
class Line:
    """Points in order. A closed one ends where it began."""

    points: tuple[XY, ...]
    closed: bool


def lines(path: str) -> list[Line]:
    """The path's parts. Raises `KeyError` or `ValueError` for data that it does not know."""
    found: list[Line] = []
    points: list[XY] = []
    for command, numbers in _commands(path):
        if command == "Z":
            found.append(Line((*points, points[0]), closed=True))
            points = []
        elif command == "M":
            found += _open(points)
            points = [(numbers[0], numbers[1])]
        else:
            points += _DRAWN[command](points[-1], numbers)
    return found + _open(points)


def _open(points: list[XY]) -> list[Line]:
    return [Line(tuple(points), closed=False)] if len(points) > 1 else []


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(path)
    at = 0
    while at < len(tokens):
        end = at + 1 + _TAKES[tokens[at]]
        yield tokens[at], [float(number) for number in tokens[at + 1 : end]]
        at = end


def _cubic(start: XY, numbers: list[float]) -> list[XY]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    return [
        (
            (1 - t) ** 3 * x0 + 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t**2 * x2 + t**3 * x3,
            (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3,
        )
        for t in (step / _STEPS for step in range(1, _STEPS + 1))
    ]


def _quadratic(start: XY, numbers: list[float]) -> list[XY]:
    (x0, y0), (x1, y1, x2, y2) = start, numbers
    return [
        ((1 - t) ** 2 * x0 + 2 * (1 - t) * t * x1 + t**2 * x2, (1 - t) ** 2 * y0 + 2 * (1 - t) * t * y1 + t**2 * y2)
        for t in (step / _STEPS for step in range(1, _STEPS + 1))
    ]


def _arc(start: XY, numbers: list[float]) -> list[XY]:
    """SVG 1.1, F.6.5, for circles: the middle lies on the line that halves the chord."""
    (x0, y0), (radius, _ry, _turn, large, sweep, x1, y1) = start, numbers
    chord = math.dist((x0, y0), (x1, y1))
    away = math.sqrt(max(0.0, radius**2 - (chord / 2) ** 2)) * (1 if large != sweep else -1)
    middle = (x0 + x1) / 2 - away * (y1 - y0) / chord, (y0 + y1) / 2 + away * (x1 - x0) / chord
    begin, end = (math.atan2(y - middle[1], x - middle[0]) for x, y in ((x0, y0), (x1, y1)))
    turn = (end - begin) % (2 * math.pi) if sweep else -((begin - end) % (2 * math.pi))
    count = 2 * _STEPS
    angles = (begin + turn * step / count for step in range(1, count + 1))
    return [(middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)) for angle in angles]


_DRAWN: dict[str, Callable[[XY, list[float]], list[XY]]] = {
    "L": lambda start, numbers: [(numbers[0], numbers[1])],
    "H": lambda start, numbers: [(numbers[0], start[1])],
    "V": lambda start, numbers: [(start[0], numbers[0])],
    "C": _cubic,
    "Q": _quadratic,
    "A": _arc,
}
