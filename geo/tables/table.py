"""What every format comes to: columns, and rows one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from shapely.geometry.base import BaseGeometry


@dataclass(slots=True)
class TableRow:
    """One row: `number` counts from 1 without the header and blank lines; `cells` stand in the order of the columns.

    `shape` is in WGS84, longitude first. `problem` says what is wrong with the row as a row, empty where nothing is.
    """

    number: int
    cells: list[Any]
    shape: BaseGeometry | None = None
    problem: str = ""


@dataclass(slots=True)
class End:
    """What only a reader that came to the end of the file knows."""

    truncated: bool = False


class Reader(Protocol):
    """How one format's rows are read; opens the file itself, so that it can be pickled and called again."""

    def rows(self, end: End) -> Iterator[TableRow]:
        """Every row, from the file's beginning."""
        ...


@dataclass(frozen=True)
class Table:
    """A file that can be read. `count` is None where only reading tells it; `crs` is as stated, empty without shapes.

    `notes` are about the file as a whole: a guessed encoding, renamed columns, a datum taken. All in plain words.
    """

    format: str
    encoding: str
    crs: str
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    has_shapes: bool
    count: int | None
    size_bytes: int
    path: Path
    reader: Reader = field(repr=False)
    end: End = field(default_factory=End, repr=False, compare=False)

    def rows(self) -> Iterator[TableRow]:
        """Streams; may be called again. Raises `BadInput` where the file cannot be read on."""
        self.end.truncated = False
        return self.reader.rows(self.end)

    @property
    def truncated(self) -> bool:
        """Whether the file ends in the middle of a row. Known only after every row was read."""
        return self.end.truncated
