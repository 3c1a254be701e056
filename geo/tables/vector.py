"""Rows of a vector layer that GDAL reads, some thousands at a time, their shapes brought to WGS84."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy
import shapely

from geo import datum
from geo.tables import dbf, gdal
from geo.tables.refusal import refused
from geo.tables.table import End, TableRow

BATCH = 10_000
_TEXTS = frozenset((str, type(None)))
UNCLOSED = "a ring was not closed or had fewer than four points"
UNTRANSFORMED = "the shape cannot be transformed to WGS84"


class Local(Protocol):
    """Gives the files that GDAL may see, for as long as it reads them."""

    def __call__(self) -> AbstractContextManager[Path]: ...


@dataclass(frozen=True, slots=True)
class VectorReader:
    """Rows of one or more layers. `columns` are GDAL's names, in the order of the cells; `crs` is theirs."""

    path: Path
    local: Local
    layers: tuple[str | None, ...]
    columns: tuple[str, ...]
    codec: str
    """Of a .dbf, whose texts GDAL hands over as they are; empty where GDAL knows the encoding itself."""
    crs: str
    whole: int | None = None
    """Rows of a file that is cut off; None for one that is not."""
    batch: int = BATCH
    options: dict[str, str] = field(default_factory=dict)

    def rows(self, end: End) -> Iterator[TableRow]:
        """Every row of every layer. Raises `BadInput` where GDAL cannot read on."""
        number = 0
        move = datum.to_wgs84(self.crs) if self.crs else None
        try:
            with self.local() as path:
                for cells, wkb in self._features(path):
                    for values, shape, problem in zip(cells, *_shapes(wkb, len(cells), move), strict=True):
                        number += 1
                        yield TableRow(number, values, shape, problem)
        except (gdal.Unreadable, UnicodeDecodeError) as error:
            raise refused(self.path, f"The file cannot be read on after row {number}; it is damaged") from error
        end.truncated = self.whole is not None

    def _features(self, path: Path) -> Iterator[tuple[list[list[Any]], Any]]:
        told = dbf.AS_BYTES if self.codec else None
        for layer in self.layers:
            skip, wanted = 0, self._wanted(0)
            while wanted:
                meta, wkb, arrays = gdal.batch(path, layer, told, skip, wanted, **self.options)
                count = len(wkb) if wkb is not None else len(arrays[0]) if arrays else 0
                if count:
                    yield self._cells(meta, arrays, count), wkb
                skip += count
                wanted = self._wanted(skip) if count == wanted else 0

    def _wanted(self, skip: int) -> int:
        return self.batch if self.whole is None else min(self.batch, self.whole - skip)

    def _cells(self, meta: dict[str, Any], arrays: Any, count: int) -> list[list[Any]]:
        typed = zip(meta["fields"], meta["dtypes"], arrays, strict=True)
        by_name = {str(name): self._plain(array, str(dtype)) for name, dtype, array in typed}
        nothing = [None] * count
        return [list(row) for row in zip(*(by_name.get(name, nothing) for name in self.columns), strict=True)]

    def _plain(self, array: Any, dtype: str) -> list[Any]:
        """Python values: days as dates, whole numbers whole although GDAL writes a column with gaps as floats."""
        values = array.tolist()
        if array.dtype.kind == "f":
            whole = dtype.startswith(("int", "uint"))
            return [None if value != value else int(value) if whole else value for value in values]
        if array.dtype.kind == "O" and (self.codec or not _TEXTS.issuperset(map(type, values))):
            return [_text(value, self.codec) for value in values]
        return list(values)


def _text(value: Any, codec: str) -> str | None:
    if isinstance(value, str):
        return dbf.text(value, codec) if codec else value
    if isinstance(value, bytes):
        return value.hex()
    return ", ".join(map(str, value.tolist())) if isinstance(value, numpy.ndarray) else value


def _shapes(wkb: Any, count: int, move: Any) -> tuple[list[Any], list[str]]:
    if wkb is None:
        return [None] * count, [""] * count
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    problems = [""] * count
    for at in numpy.flatnonzero([shape is None and raw is not None for shape, raw in zip(shapes, wkb, strict=True)]):
        shapes[at] = shapely.from_wkb(wkb[at], on_invalid="fix")
        problems[at] = UNCLOSED
    return in_wgs84(shapes, problems, move)


def in_wgs84(shapes: Any, problems: list[str], move: Any) -> tuple[list[Any], list[str]]:
    """Move an array of shapes; one that falls out of the projection becomes None and a problem."""
    if move is None:
        return list(shapes), problems
    good = numpy.ones(len(shapes), dtype=bool)
    good[_beyond(shapes)] = False
    shapes[good] = shapely.transform(shapes[good], move)
    for at in numpy.union1d(numpy.flatnonzero(~good), _beyond(shapes)):
        shapes[at], problems[at] = None, "; ".join(filter(None, (problems[at], UNTRANSFORMED)))
    return list(shapes), problems


def _beyond(shapes: Any) -> Any:
    """Places of the shapes with a coordinate that is no finite number."""
    vertices, owner = shapely.get_coordinates(shapes, return_index=True)
    return numpy.unique(owner[~numpy.isfinite(vertices).all(axis=1)])
