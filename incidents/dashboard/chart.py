"""Bars per week as inline SVG: two small charts on one scale, so that they compare. Pure.

Numbers are in the table beside it; the drawing is named for a screen reader and told apart without colour, by place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 520, 72
_GAP = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One week, in the units of the drawing. `open` is a week that is not over."""

    x: float
    y: float
    width: float
    height: float
    open: bool


def bars(values: Sequence[int], most: int) -> list[Bar]:
    """Of one series on a scale that ends at `most`; a week that had any is never invisible."""
    step = WIDTH / max(len(values), 1)
    found = []
    for place, value in enumerate(values):
        height = max(HEIGHT * value / most, 1.5) if value and most else 0.0
        last = place == len(values) - 1
        found.append(
            Bar(round(place * step, 2), round(HEIGHT - height, 2), round(step - _GAP, 2), round(height, 2), last)
        )
    return found


def points(values: Sequence[int], most: int, width: float = 120, height: float = 28) -> str:
    """A line through the values, for the `points` of a polyline; empty for fewer than two."""
    if len(values) < 2:
        return ""
    step = width / (len(values) - 1)
    lift = [height - 1 - (height - 2) * value / (most or 1) for value in values]
    return " ".join(f"{place * step:.1f},{y:.1f}" for place, y in enumerate(lift))
