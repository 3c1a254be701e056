"""Telling an unchanged row by a digest of its cells, before anything of it is parsed. Pure; knows no profile."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from operator import itemgetter
from typing import Any

import orjson
from shapely.geometry.base import BaseGeometry

DIGEST_BYTES = 16


@dataclass(frozen=True)
class Fingerprint:
    """Digests of the rows of one file. Two rows have one digest when the cells of `columns` and the shape are equal.

    `columns` are names with their place in the row; the digest does not hang on their order in the file. `reading`
    names the profile and its version: rows that would be read as something else have other digests.
    """

    columns: tuple[tuple[str, int], ...]
    reading: str

    @property
    def name(self) -> str:
        """Names the profile, its version and the columns, as text."""
        return self._salt.hex()

    def of(self, cells: Sequence[Any], shape: BaseGeometry | None = None) -> bytes:
        """16 bytes."""
        digest = self._begun.copy()
        picked = self._pick(cells)
        try:
            digest.update(orjson.dumps(picked))
        except TypeError:
            digest.update(repr(picked).encode())
        if shape is not None:
            digest.update(shape.wkb)
        return digest.digest()

    @cached_property
    def _begun(self) -> "blake2b":
        """To be copied for each row, which takes less time than to begin anew."""
        return blake2b(digest_size=DIGEST_BYTES, salt=self._salt)

    @cached_property
    def _salt(self) -> bytes:
        names = json.dumps([self.reading, [name for name, _place in self._ordered]])
        return blake2b(names.encode(), digest_size=blake2b.SALT_SIZE).digest()

    @cached_property
    def _pick(self) -> Callable[[Sequence[Any]], Any]:
        places = [place for _name, place in self._ordered]
        if len(places) < 2:
            return lambda cells: [cells[place] for place in places]
        return itemgetter(*places)

    @cached_property
    def _ordered(self) -> list[tuple[str, int]]:
        return sorted(self.columns)
