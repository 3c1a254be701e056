"""What a source said last: the digests of its records to compare with, and which of them a load has seen again."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy
from django.db import connection
from psycopg import sql

from facilities.imports.chunks import Chunk
from facilities.imports.problems import Problem
from facilities.imports.reading_rows import Known
from facilities.models import SourceRecord


@dataclass
class KnownRecords:
    """The records of one source, in the order of their keys in the database, and what was seen of them."""

    source: str
    ids: "numpy.ndarray[tuple[int], numpy.dtype[numpy.int64]]"
    known: Known
    missing: "numpy.ndarray[tuple[int], numpy.dtype[numpy.bool_]]"
    _places: "array[int]" = field(default_factory=lambda: array("I"))
    _rows: "array[int]" = field(default_factory=lambda: array("I"))

    def see(self, chunk: Chunk) -> None:
        """Note the rows of a chunk that are as they were."""
        self._places.extend(chunk.known)
        self._rows.extend(chunk.known_rows)

    def present(self) -> list[int]:
        """The places of the records that the latest load of the source held."""
        found: list[int] = numpy.flatnonzero(~self.missing).tolist()
        return found

    @property
    def seen(self) -> int:
        """How many records were seen again."""
        return len(numpy.unique(self._seen_places()))

    def unseen(self) -> list[int]:
        """The records of which no row had the digest: absent from the file, or changed in it."""
        missed = numpy.ones(len(self.ids), dtype=bool)
        missed[self._seen_places()] = False
        return [int(key) for key in self.ids[missed]]

    def repeated(self) -> list[Problem]:
        """Rows that are another row once more."""
        order = numpy.lexsort((numpy.frombuffer(self._rows, dtype="u4"), self._seen_places()))
        places = self._seen_places()[order]
        again = numpy.flatnonzero(places[1:] == places[:-1]) + 1
        twice = {
            int(place): int(row) for place, row in zip(places[again], self._row_numbers()[order][again], strict=True)
        }
        keys = self._keys(self.ids[list(twice)]) if twice else {}
        return [
            Problem(row, keys[int(self.ids[place])], "", "", "key_repeated", "") for place, row in sorted(twice.items())
        ]

    def _seen_places(self) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.uint32]]":
        return numpy.frombuffer(self._places, dtype="u4") if self._places else numpy.zeros(0, dtype="u4")

    def _row_numbers(self) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.uint32]]":
        return numpy.frombuffer(self._rows, dtype="u4") if self._rows else numpy.zeros(0, dtype="u4")

    def _keys(self, ids: Iterable[int]) -> dict[int, str]:
        chosen = SourceRecord.objects.filter(pk__in=[int(key) for key in ids])
        return dict(chosen.values_list("pk", "key"))


def load(source: str) -> KnownRecords:
    """All digests of the source as two values: 240,000 rows of them would take ten times the memory and time."""
    statement = sql.SQL(
        "SELECT string_agg(int8send(id), ''::bytea ORDER BY id), string_agg(digest, ''::bytea ORDER BY id), "
        "string_agg(boolsend(missing_since IS NOT NULL), ''::bytea ORDER BY id) "
        "FROM facilities_sourcerecord WHERE source = {}"
    ).format(sql.Literal(source))
    with connection.cursor() as cursor:
        cursor.execute(statement)
        ids, digests, missing = cursor.fetchone()
    gone = numpy.frombuffer(bytes(missing or b""), dtype=bool)
    keys = numpy.frombuffer(bytes(ids or b""), dtype=">i8").astype("i8")
    return KnownRecords(source, keys, Known(bytes(digests or b"")), gone)
