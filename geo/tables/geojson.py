"""GeoJSON, read feature by feature.

GDAL's driver is not used here: it fetches a `crs` that is a link, keeps the whole file in memory, and turns texts that
look like days or numbers into other things.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy

from geo import datum
from geo.crs import WGS84
from geo.tables import columns, limits
from geo.tables.geojson_shape import shape_of
from geo.tables.json_stream import CutOff, JsonStream, Malformed
from geo.tables.refusal import refused
from geo.tables.table import End, Table, TableRow
from geo.tables.vector import BATCH, in_wgs84

_EPSG = re.compile(r"^(?:urn:ogc:def:crs:)?EPSG:[\d.]*:?(\d+)$", re.IGNORECASE)
_CRS84 = re.compile(r"^(?:urn:ogc:def:crs:)?OGC:[\d.]*:?CRS84$", re.IGNORECASE)
_ID = "id"


@dataclass(frozen=True, slots=True)
class GeoJsonReader:
    """Features in the order of the file; `columns` are the names of their properties."""

    path: Path
    columns: tuple[str, ...]
    crs: str

    def rows(self, end: End) -> Iterator[TableRow]:
        """Every feature; `end.truncated` where the last one is not whole."""
        features, number, move = Features(self.path), 0, datum.to_wgs84(self.crs)
        while taken := list(islice(features, BATCH)):
            shapes = [shape_of(feature.get("geometry")) for feature in taken]
            array = numpy.array([shape for shape, _problem in shapes], dtype=object)
            moved = in_wgs84(array, [problem for _shape, problem in shapes], move)
            for feature, shape, problem in zip(taken, *moved, strict=True):
                number += 1
                yield TableRow(number, self._cells(feature), shape, problem)
        end.truncated = features.cut

    def _cells(self, feature: dict[str, Any]) -> list[Any]:
        said = properties(feature)
        return [_plain(said.get(name)) for name in self.columns]


class Features:
    """The features of a file, one after the other; afterwards `cut` says whether the file ends in the middle of one.

    `members` are the file's other members, such as `crs`, complete when all is read. A sequence of features, one
    after the other without a collection around them, is read too. Raises `BadInput` for what is no GeoJSON.
    """

    def __init__(self, path: Path) -> None:
        self.cut = False
        self.members: dict[str, Any] = {}
        self._path, self._found = path, self._read()
        self._count = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self._found

    def _read(self) -> Iterator[dict[str, Any]]:
        try:
            with self._path.open(encoding="utf-8-sig", errors="replace") as file:
                stream = JsonStream(file)
                while stream.take("{"):
                    yield from self._object(stream)
        except CutOff:
            self.cut = True
        except Malformed:
            raise refused(self._path, f"The file is no valid JSON after feature {self._count}") from None

    def _object(self, stream: JsonStream) -> Iterator[dict[str, Any]]:
        members: dict[str, Any] = {}
        while not stream.take("}"):
            name = stream.value()
            if not stream.take(":"):
                raise Malformed if stream.peek() else CutOff
            if name == "features" and stream.take("["):
                yield from self._array(stream)
            else:
                members[str(name)] = stream.value()
            stream.take(",")
        if members.get("type") == "Feature":
            yield self._feature(members)
        else:
            self.members |= members

    def _array(self, stream: JsonStream) -> Iterator[dict[str, Any]]:
        while not stream.take("]"):
            yield self._feature(stream.value())
            stream.take(",")

    def _feature(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Malformed
        self._count += 1
        return value


def properties(feature: dict[str, Any]) -> dict[str, Any]:
    """A feature's properties, with its `id` where that is a text: some writers keep the key there only."""
    said = feature.get("properties")
    found = said if isinstance(said, dict) else {}
    return {_ID: feature[_ID], **found} if isinstance(feature.get(_ID), str) else found


def opened(path: Path, crs: str | None) -> Table:
    """The table of a GeoJSON file. Reads it once to learn its columns. Raises `BadInput`."""
    features, names, count, has_shapes = Features(path), dict[str, None](), 0, False
    for feature in features:
        count += 1
        names.update(dict.fromkeys(map(str, properties(feature))))
        has_shapes = has_shapes or feature.get("geometry") is not None
    if not count:
        kind = features.members.get("type")
        raise refused(path, "The file holds no feature" if kind == "FeatureCollection" else "The JSON is no GeoJSON")
    _check_width(path, names)
    stated = crs or _crs(path, features.members.get("crs"))
    usable, renamed = columns.usable(list(names))
    return Table(
        format="GeoJSON",
        encoding="utf-8",
        crs=stated,
        columns=usable,
        notes=renamed,
        has_shapes=has_shapes,
        count=count,
        size_bytes=path.stat().st_size,
        path=path,
        reader=GeoJsonReader(path, tuple(names), stated),
    )


def _check_width(path: Path, names: dict[str, None]) -> None:
    if len(names) > limits.MOST_COLUMNS:
        raise refused(path, f"The features have {len(names):,} properties; at most {limits.MOST_COLUMNS:,} are read")


def _crs(path: Path, member: Any) -> str:
    """A named CRS; without one WGS84, as RFC 7946 says. A link is not followed."""
    if member is None:
        return f"EPSG:{WGS84}"
    try:
        name = str(member["properties"]["name"])
    except (KeyError, TypeError):
        raise refused(path, "The file's CRS is a link, which is not followed; state it", field="crs") from None
    if _CRS84.match(name):
        return f"EPSG:{WGS84}"
    if match := _EPSG.match(name):
        return f"EPSG:{match[1]}"
    raise refused(path, f"The file's CRS {name[:80]!r} is no EPSG code; state it", field="crs")


def _plain(value: Any) -> Any:
    """Texts, numbers and truth values as they are; lists and objects as JSON; NaN, which is no JSON, as nothing."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return None if value != value else value
