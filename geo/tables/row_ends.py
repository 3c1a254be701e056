"""Where the rows of a CSV file end, found in its bytes without reading its cells.

Python's csv takes a quote as a quote only where a cell begins; elsewhere it is a letter (`="10390001225278"`, `5"`).
Pairing every two quotes is right as long as no pair of letters ends with a quote that begins a cell. That is checked
for thousands of quotes at once; where it does not hold, the pairing starts again behind the first letter.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy

CHUNK_BYTES = 1 << 22
_LONGEST_ROW_BYTES = 1 << 25
_QUOTE, _LF, _CR = b'"\n\r'
_BLOCK = 4096
_FAR = numpy.iinfo(numpy.int64).max

Array = Any
"""A numpy array of positions, or of bytes."""


class Unsplittable(Exception):
    """Rows cannot be found this way: a lone carriage return ends one, or a quote opens and does not close."""


def row_ends(path: Path, delimiter: str, start: int) -> Iterator[Array]:
    """Positions of the line feeds that end a row, chunk by chunk, from `start`, where a row must begin.

    Blank lines end no row. Raises `Unsplittable`.
    """
    sign, kept = ord(delimiter), b""
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(CHUNK_BYTES):
            data = kept + chunk
            feeds = _outside_feeds(numpy.frombuffer(data, dtype=numpy.uint8), sign)
            yield _without_blank(data, feeds) + start
            done = int(feeds[-1]) + 1 if len(feeds) else 0
            kept, start = data[done:], start + done
            if len(kept) > _LONGEST_ROW_BYTES:
                raise Unsplittable


def _outside_feeds(data: Array, delimiter: int) -> Array:
    """Line feeds outside quoted cells. `data` begins with a row."""
    opens, closes = _quoted(data, delimiter)
    returns = numpy.flatnonzero(data[:-1] == _CR)
    if (_outside(returns, opens, closes) & (data[returns + 1] != _LF)).any():
        raise Unsplittable
    feeds = numpy.flatnonzero(data == _LF)
    return feeds[_outside(feeds, opens, closes)]


def _outside(places: Array, opens: Array, closes: Array) -> Array:
    if not len(opens):
        return numpy.ones(len(places), dtype=bool)
    before = numpy.searchsorted(opens, places) - 1
    return (before < 0) | (places > closes[before])


def _without_blank(data: bytes, feeds: Array) -> Array:
    begins = numpy.concatenate(([0], feeds[:-1] + 1)) if len(feeds) else feeds
    lengths = feeds - begins
    empty = lengths == 0
    one = numpy.flatnonzero(lengths == 1)
    empty[one] = numpy.frombuffer(data, dtype=numpy.uint8)[begins[one]] == _CR
    return feeds[~empty]


def _quoted(data: Array, delimiter: int) -> tuple[Array, Array]:
    """Where quoted parts of cells open and close; the last may close far beyond."""
    quotes = numpy.flatnonzero(data == _QUOTE)
    before = data[numpy.maximum(quotes - 1, 0)]
    begins_cell = (before == delimiter) | (before == _LF) | (before == _CR) | (quotes == 0)
    pairs = list(_pairs(quotes, begins_cell))
    if not pairs:
        return quotes[:0], quotes[:0]
    opens, closes = zip(*pairs, strict=True)
    return numpy.concatenate(opens), numpy.concatenate(closes)


def _pairs(quotes: Array, begins_cell: Array) -> Iterator[tuple[Array, Array]]:
    """Real pairs, some thousands of quotes at a time."""
    at, last_close, last_real = 0, -2, False
    while at + 1 < len(quotes):
        block, begins = quotes[at : at + _BLOCK], begins_cell[at : at + _BLOCK]
        count = len(block) // 2
        opens, closes = block[0 : 2 * count : 2], block[1 : 2 * count : 2]
        real = _real(opens, closes, begins[0 : 2 * count : 2], last_close, last_real)
        letters = numpy.flatnonzero(~real & begins[1 : 2 * count : 2])
        good = int(letters[0]) if len(letters) else count
        yield opens[:good][real[:good]], closes[:good][real[:good]]
        if good:
            last_close, last_real = int(closes[good - 1]), bool(real[good - 1])
        # Where a pair ends with the beginning of a cell, its first quote was a letter.
        at += 2 * good + (1 if len(letters) else 0)
    if at < len(quotes) and (begins_cell[at] or (last_real and quotes[at] == last_close + 1)):
        yield quotes[at:], numpy.array([_FAR])


def _real(opens: Array, closes: Array, begins: Array, last_close: int, last_real: bool) -> Array:
    """Pairs that open where a cell begins, and those that follow a real one at once: a doubled quote."""
    follows = opens == numpy.concatenate(([last_close], closes[:-1])) + 1
    first = numpy.maximum.accumulate(numpy.where(follows, -1, numpy.arange(len(opens))))
    return numpy.where(first < 0, last_real, begins[first])
