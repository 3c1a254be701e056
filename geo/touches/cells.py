"""The fixed grid in which changes are noted: the tiles of one zoom of Web Mercator. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

LEVEL = 12
"""A cell is a tile of this zoom: 10 km wide, 9.5 km in the middle of Thailand."""

COARSEST = 3
"""Counts are kept for the cells of every zoom from here on, so that a tile of the whole country sums few of them."""

EVERYWHERE = -1
"""In place of a cell: the whole topic changed."""

_ACROSS = 2**LEVEL

FIRST_KEY = _ACROSS * _ACROSS
"""Numbers from here on name no place but a thing, such as a session."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A block of cells of one zoom, its edges included."""

    level: int
    west: int
    north: int
    east: int
    south: int

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Level, column and row of each."""
        for row in range(self.north, self.south + 1):
            for column in range(self.west, self.east + 1):
                yield self.level, column, row


def around(z: int, x: int, y: int, reach: float) -> Cells:
    """The cells under a tile of the pyramid and under `reach` of its width around it: 64 to 144, few close up.

    Edges belong to a tile as they do to cells, its north and west, where nothing is reached for.
    """
    level = min(LEVEL, z + COARSEST)
    scale, last = 2.0 ** (level - z), 2**level - 1
    west, north = (floor(edge * scale) for edge in (x - reach, y - reach))
    east, south = (floor(edge * scale) if reach else ceil(edge * scale) - 1 for edge in (x + 1 + reach, y + 1 + reach))
    return Cells(level, *(min(last, max(0, edge)) for edge in (west, north, east, south)))


def above(cell: int) -> Iterator[tuple[int, int, int]]:
    """A noted cell and those of the coarser zooms that hold it."""
    column, row = cell % _ACROSS, cell // _ACROSS
    for level in range(LEVEL, COARSEST - 1, -1):
        yield level, column >> (LEVEL - level), row >> (LEVEL - level)
