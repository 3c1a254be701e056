"""CSV: cells between commas, semicolons or tabs, read by Python's own csv; what is wrong with a row is said with it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from geo.errors import BadInput
from geo.tables import byte_range, limits
from geo.tables.refusal import refused
from geo.tables.table import End, TableRow

# Fed after the last line: a row of its own where the file ends well, else the end of a cell whose quote is open, and
# then without the quote. No writer puts these letters (private use) in a row.
_AFTER_ALL = '\ue0ff"\ue0fe'
_SWALLOWED = "\ue0ff\ue0fe"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is to be read: `width` is its number of columns, `ends_open` that its last line has no line end.

    `spotless`: neither NUL nor unreadable byte is in the file, so that no cell need be searched for them.
    """

    encoding: str
    delimiter: str
    width: int = 0
    spotless: bool = True
    ends_open: bool = False


@dataclass(frozen=True, slots=True)
class DelimitedReader:
    """Rows of the bytes from `start` to `stop` (None: to the end); the record at `start` has the number `first`.

    Record 0 is the header and left out.
    """

    path: Path
    dialect: Dialect
    start: int = 0
    stop: int | None = None
    first: int = 0

    def rows(self, end: End) -> Iterator[TableRow]:
        """Every row of these bytes. Raises `BadInput` where a quote opens and does not close."""
        width, spotless = self.dialect.width, self.dialect.spotless
        # Row by row in one loop, and one row behind: of a feed of 240,000 rows every call counts.
        number, before = self.first, None
        try:
            for cells in self._records(end):
                if before is not None:
                    if spotless and len(before) == width:
                        yield TableRow(number, before)
                    else:
                        yield self._judged(number, before, end, is_last=False)
                    number += 1
                elif number == 0:
                    number = 1
                    continue
                before = cells
        except csv.Error:
            raise self._open_quote(number if before is None else number + 1) from None
        if before is not None:
            yield self._judged(number, before, end, is_last=True)

    def records(self) -> Iterator[list[str]]:
        """Cells alone, with the header, without a word on what is wrong: the quickest way through a file.

        Raises `BadInput` where a quote opens and does not close.
        """
        number = 0
        try:
            for cells in self._records(End()):
                yield cells
                number += 1
        except csv.Error:
            raise self._open_quote(number) from None

    def _records(self, end: End) -> Iterator[list[str]]:
        csv.field_size_limit(limits.LARGEST_CELL)
        tail = _Tail()
        with byte_range.text(self.path, self.dialect.encoding, self.start, self.stop) as lines:
            for cells in csv.reader(chain(lines, tail), delimiter=self.dialect.delimiter):
                if tail.reached and (cells := _without_sentinel(cells)):
                    end.truncated = True
                if cells:
                    yield cells

    def _open_quote(self, number: int) -> BadInput:
        rule = f"In row {number} a quote opens and is not closed within {limits.LARGEST_CELL:,} letters"
        return refused(self.path, rule)

    def _judged(self, number: int, cells: list[str], end: End, *, is_last: bool) -> TableRow:
        if is_last and self.stop is None and self.dialect.ends_open and len(cells) < self.dialect.width:
            end.truncated = True
        return TableRow(number, cells, None, "; ".join(self._problems(cells, end.truncated and is_last)))

    def _problems(self, cells: list[str], truncated: bool) -> Iterator[str]:
        """What is wrong with a row; NUL, which no database can hold, is taken out of its cells."""
        if truncated:
            yield "the file ends in the middle of this row"
        if len(cells) != self.dialect.width:
            yield f"{len(cells)} cells where the header has {self.dialect.width}"
        if not self.dialect.spotless:
            yield from _spots(cells)


class _Tail:
    """The line after the last one."""

    def __init__(self) -> None:
        self.reached = False

    def __iter__(self) -> Iterator[str]:
        self.reached = True
        yield _AFTER_ALL


def _without_sentinel(cells: list[str]) -> list[str]:
    return [] if cells == [_AFTER_ALL] else [*cells[:-1], cells[-1].removesuffix(_SWALLOWED)]


def _spots(cells: list[str]) -> Iterator[str]:
    if any("\0" in cell for cell in cells):
        cells[:] = [cell.replace("\0", "") for cell in cells]
        yield "a NUL byte stands in a cell; it was left out"
    if any("\N{REPLACEMENT CHARACTER}" in cell for cell in cells):
        yield "a letter cannot be read in the file's encoding"
