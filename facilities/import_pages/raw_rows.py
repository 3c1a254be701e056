"""The cells of chosen rows of a run's raw file, read in step with its problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilities.imports.parsing import profile_of
from facilities.imports.profile import Profile
from facilities.imports.profiles import PROFILES
from facilities.imports.snapshots import located
from facilities.models import ImportRun
from geo.errors import BadInput
from geo.tables import Table, TableRow, open_table

SHAPE = "geometry"
_LONGEST_SHAPE = 30_000
"""A spreadsheet cuts a cell at 32,767 letters."""


@dataclass(slots=True)
class RawRows:
    """Rows in order of their number; asking for one that lies behind gives blanks. Private columns are left out."""

    columns: Sequence[str]
    _at: Sequence[int]
    _rows: Iterator[TableRow]
    _has_shapes: bool = False
    _held: TableRow | None = field(default=None)

    def cells_of(self, number: int) -> list[Any]:
        """The row's cells in the order of `columns`; blanks where the file has no such row any more."""
        while self._held is None or self._held.number < number:
            self._held = next(self._rows, None)
            if self._held is None:
                return [""] * len(self.columns)
        return self._cells(self._held) if self._held.number == number else [""] * len(self.columns)

    def _cells(self, row: TableRow) -> list[Any]:
        cells = [row.cells[at] if at < len(row.cells) else "" for at in self._at]
        return [*cells, _shape(row)] if self._has_shapes else cells


def raw_rows(run: ImportRun) -> RawRows:
    """Nothing but blanks where the raw file is gone or can no longer be read."""
    table = _table(run)
    if table is None:
        return RawRows((), (), iter(()))
    profile = _profile(run)
    at = [index for index, name in enumerate(table.columns) if profile is None or not profile.is_private(name)]
    columns = [table.columns[index] for index in at]
    return RawRows([*columns, SHAPE] if table.has_shapes else columns, at, table.rows(), table.has_shapes)


def _table(run: ImportRun) -> Table | None:
    try:
        return open_table(located(run.sha256, run.file_name))
    except BadInput:
        return None


def _profile(run: ImportRun) -> Profile | None:
    """None for a profile that exists no more."""
    return profile_of(run.profile, run.mapping) if run.profile in PROFILES else None


def _shape(row: TableRow) -> str:
    text = row.shape.wkt if row.shape is not None else ""
    return text if len(text) <= _LONGEST_SHAPE else ""
