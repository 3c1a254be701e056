"""Rows of a table into chunks for the staging table: known rows by their digest alone, the others parsed."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import TYPE_CHECKING, Any

from facilities.imports.chunks import Chunk
from facilities.imports.fingerprints import DIGEST_BYTES, Fingerprint
from geo.tables import TableRow

if TYPE_CHECKING:
    from facilities.imports.parsing import Parser

CHUNK_ROWS = 500
"""More are parsed no faster, and all that was made of them is in memory at once."""


@dataclass(frozen=True)
class Known:
    """The digests of the records of one source, one after the other."""

    digests: bytes = b""

    def places(self) -> dict[bytes, int]:
        """The place of each digest in the list."""
        size = DIGEST_BYTES
        return {self.digests[at : at + size]: at // size for at in range(0, len(self.digests), size)}


class RowsReader:
    """Reads the rows of one file or of a part of it. `parser` is asked for at the first row that is not known."""

    def __init__(self, fingerprint: Fingerprint, known: Known, parser: "Callable[[], Parser]") -> None:
        self._digest_of = fingerprint.of
        self._known = known.places()
        self._parser = parser

    def chunks(self, rows: Iterable[TableRow]) -> Iterator[Chunk]:
        """In the order of the rows, each of a few thousand of them."""
        for batch in batched(rows, CHUNK_ROWS):
            yield self._chunk(batch)

    def _chunk(self, batch: Sequence[TableRow]) -> Chunk:
        chunk = Chunk(rows=len(batch))
        fresh: list[tuple[TableRow, bytes]] = []
        find, digest_of = self._known.get, self._digest_of
        see, number = chunk.known.append, chunk.known_rows.append
        for row in batch:
            digest = b"" if row.problem else digest_of(row.cells, row.shape)
            place = find(digest)
            if place is None:
                fresh.append((row, digest))
            else:
                see(place)
                number(row.number)
        if fresh:
            self._parser().into(chunk, fresh)
        return chunk


@dataclass(frozen=True)
class Recipe:
    """All that parsing needs, ready to be sent to another process."""

    profile: str
    mapping: Any
    columns: tuple[str, ...]
    today: date
    run_id: int
    hazardous: frozenset[int]
    known_types: frozenset[int]
    areas: Any

    def packed(self) -> bytes:
        """For `unpacked`."""
        return pickle.dumps(self, protocol=5)
