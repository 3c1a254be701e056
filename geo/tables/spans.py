"""A CSV file in parts that several processes read at once, cut where rows end."""

import codecs
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy

from geo.tables.delimited import DelimitedReader
from geo.tables.encoding import THAI
from geo.tables.row_ends import Unsplittable, row_ends
from geo.tables.table import End, Table, TableRow

_ONE_BYTE_SIGNS = frozenset(("utf-8", "utf-8-sig", "ascii", THAI, "iso8859-1", "cp1252"))
"""Encodings in which the bytes of comma, quote and line end mean nothing else."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some rows of a table, numbered as in the whole: the first is row `first`. Small, and can be pickled."""

    table: Table
    first: int = 1


def split(table: Table, parts: int) -> list[Span]:
    """At most `parts` spans of about equal size, in order, whose rows one after the other are the table's.

    A table that cannot be cut (another format, UTF-16, a few rows) comes back as one span.
    """
    reader = table.reader
    if parts < 2 or not isinstance(reader, DelimitedReader) or reader.dialect.encoding not in _ONE_BYTE_SIGNS:
        return [Span(table)]
    try:
        cuts = list(_cuts(reader, table.size_bytes, parts))
    except Unsplittable:
        return [Span(table)]
    starts = [(reader.start, reader.first), *cuts]
    stops = [start for start, _number in cuts] + [None]
    return [
        Span(replace(table, reader=replace(reader, start=start, stop=stop, first=number)), max(number, 1))
        for (start, number), stop in zip(starts, stops, strict=True)
    ]


def open_span(span: Span) -> Table:
    """A table of the span's rows alone. It is `truncated` where the file is and the span is the last."""
    return replace(span.table, end=End())


def some_rows(table: Table, numbers: Collection[int]) -> Iterator[TableRow]:
    """The rows of these numbers, in order. Of a CSV file no other row is read, where its rows can be told apart."""
    wanted, reader = sorted(numbers), table.reader
    if not wanted:
        return
    if isinstance(reader, DelimitedReader) and reader.dialect.encoding in _ONE_BYTE_SIGNS:
        try:
            ends = numpy.concatenate([*row_ends(reader.path, reader.dialect.delimiter, _after_mark(reader.path))])
        except Unsplittable:
            pass
        else:
            for number in wanted:
                # Record 0 is the header. The last row may have no end.
                stop = int(ends[number]) + 1 if number + 1 < len(ends) else None
                alone = replace(reader, start=int(ends[number - 1]) + 1, stop=stop, first=number)
                yield from alone.rows(End())
            return
    chosen = frozenset(wanted)
    yield from (row for row in table.rows() if row.number in chosen)


def _cuts(reader: DelimitedReader, size: int, parts: int) -> Iterator[tuple[int, int]]:
    """Where spans after the first begin, and the number of the record there. The last byte of the file is no cut."""
    seen, part = 0, 1
    for ends in row_ends(reader.path, reader.dialect.delimiter, _after_mark(reader.path)):
        while part < parts and len(ends) and ends[-1] >= size * part // parts:
            place = int(ends.searchsorted(size * part // parts))
            cut, number = int(ends[place]) + 1, seen + place + 1
            part += 1
            # Rows longer than a part would be cut twice.
            while part < parts and size * part // parts < cut:
                part += 1
            if cut < size:
                yield cut, number
        # Beyond the last cut nothing needs to be known.
        if part >= parts:
            return
        seen += len(ends)


def _after_mark(path: Path) -> int:
    with path.open("rb") as file:
        return len(codecs.BOM_UTF8) if file.read(3) == codecs.BOM_UTF8 else 0
