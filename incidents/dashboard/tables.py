"""A table of the dashboard: shown on the page and written as CSV from the same cells."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from typing import Any, Literal

from facilities.exports.cells import harmless
from geo.layers import Text

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""

Kind = Literal["text", "count", "days", "share", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` says how its cells are written; everything but words stands to the right."""

    title: Text
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is None where there is nothing to say; `address` leads to exactly what is counted."""

    value: str | int | float | date | None
    address: str = ""
    late: bool = False
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`chosen` is the row of what the page is about, `whole` that of everything together."""

    cells: Sequence[Cell]
    chosen: bool = False
    whole: bool = False
    map_address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is its address. `as_of` is when it was counted; None for what was counted just now."""

    name: str
    title: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: Text = ""
    as_of: datetime | None = None
    empty: Text = ""
    chart: Any = None
    shown: int = 0
    """So many rows are seen at first, the others on request; 0 is all."""
    more: Sequence[Row] = field(default=())

    @property
    def mapped(self) -> bool:
        """Whether any row has its place on the map."""
        return any(row.map_address for row in self.rows)


def csv_text(table: Table) -> str:
    """UTF-8 with a byte order mark, cells that no spreadsheet acts on; days as numbers, shares in per cent."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([harmless(str(column.title)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(cell) for cell in row.cells])
    return BYTE_ORDER_MARK + buffer.getvalue()


def _written(cell: Cell) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, float):
        return f"{cell.value:.1f}"
    return harmless(cell.value.isoformat() if isinstance(cell.value, date) else str(cell.value))
