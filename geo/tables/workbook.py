"""XLSX workbooks through calamine: one sheet, numbers as numbers, days as days."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from geo.tables import archives, columns, limits
from geo.tables.refusal import refused
from geo.tables.table import End, Table, TableRow

_EXACT = 2**53
"""Up to here a float holds every whole number."""


@dataclass(frozen=True, slots=True)
class WorkbookReader:
    """Rows of one sheet after its header; `header` counts from 0. Wholly empty rows are left out."""

    path: Path
    sheet: str
    header: int
    width: int

    def rows(self, end: End) -> Iterator[TableRow]:
        """Every row that holds anything."""
        number = 0
        for place, cells in enumerate(_sheet(self.path, self.sheet).iter_rows()):
            if place <= self.header or not any(cell != "" for cell in cells):
                continue
            number += 1
            yield TableRow(number, _fitted([_plain(cell) for cell in cells], self.width))


def opened(path: Path, layer: str | None) -> Table:
    """The table of the first sheet, or of the named one. Titles above the header are left out and said."""
    archives.check(path, limits.LARGEST_WORKBOOK_BYTES)
    name = _chosen(path, layer)
    sheet = _sheet(path, name)
    header, cells = _header(path, sheet)
    width = max(place for place, cell in enumerate(cells, start=1) if cell != "")
    if width > limits.MOST_COLUMNS:
        raise refused(path, f"The header has {width:,} columns; at most {limits.MOST_COLUMNS:,} are read")
    names, renamed = columns.usable([_plain(cell) for cell in cells[:width]])
    titles = (f"The first {header} rows were taken for titles; the header is row {header + 1}",) if header else ()
    return Table(
        format="XLSX",
        encoding="utf-8",
        crs="",
        columns=names,
        notes=titles + renamed,
        has_shapes=False,
        count=None,
        size_bytes=path.stat().st_size,
        path=path,
        reader=WorkbookReader(path, name, header, width),
    )


def _chosen(path: Path, layer: str | None) -> str:
    try:
        names = CalamineWorkbook.from_path(path).sheet_names
    except CalamineError as error:
        raise refused(path, "The workbook is damaged and cannot be read") from error
    if layer is not None and layer not in names:
        raise refused(path, f"The workbook has no sheet {layer!r}; it has: {', '.join(names)}", field="layer")
    if not names:
        raise refused(path, "The workbook has no sheet")
    return layer or names[0]


def _sheet(path: Path, name: str) -> CalamineSheet:
    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_name(name)
    except CalamineError as error:
        raise refused(path, f"The sheet {name!r} is damaged and cannot be read") from error


def _header(path: Path, sheet: CalamineSheet) -> tuple[int, list[Any]]:
    """The first row with two cells or more, and a row after it."""
    rows = dropwhile(lambda row: sum(cell != "" for cell in row[1]) < 2, enumerate(sheet.iter_rows()))
    found = next(rows, None)
    if found is None:
        raise refused(path, "The sheet holds no header of two columns or more")
    if not any(cell != "" for _place, cells in rows for cell in cells):
        raise refused(path, "The sheet holds a header and no row")
    return found


def _fitted(cells: list[Any], width: int) -> list[Any]:
    return cells[:width] + [""] * (width - len(cells))


def _plain(cell: Any) -> Any:
    """Whole numbers without `.0`: Excel knows no others, and a registration number is not 10390001225278.0."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT else cell
