"""Reading a boundary file: any table with shapes, its rows by the names of its columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import BadInput
from geo.tables import Table, open_table


@dataclass(frozen=True)
class SourceRow:
    """One feature: `number` counts from 1, `geometry` is in WGS84; `problem` is what reading it met or mended."""

    number: int
    values: dict[str, Any]
    geometry: Any
    problem: str = ""


@dataclass(frozen=True)
class Source:
    """A file's columns and what is to be said of it as a whole."""

    table: Table

    @property
    def columns(self) -> tuple[str, ...]:
        """In the order of the file."""
        return self.table.columns

    @property
    def notes(self) -> tuple[str, ...]:
        """Such as an encoding that the file does not state."""
        return self.table.notes

    def rows(self) -> Iterator[SourceRow]:
        """One after the other, from the file."""
        for row in self.table.rows():
            values = dict(zip(self.table.columns, row.cells, strict=True))
            yield SourceRow(row.number, values, row.shape, row.problem)


def read(path: Path, *, encoding: str | None = None, crs: str | None = None) -> Source:
    """The file's only layer. Raises `BadInput` for a file without shapes and for what cannot be read."""
    table = open_table(path, encoding=encoding, crs=crs)
    if not table.has_shapes:
        raise BadInput("Boundaries need shapes; this file has none", field="file", value=path.name)
    return Source(table)
