"""Reading an OpenStreetMap extract, object by object, with osmium. Pure: no Django.

Not with GDAL, whose driver for these files would then be open to uploads too (see `geo.tables.gdal`), and which keeps
all that a query finds in memory.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import osmium

from geo.errors import BadInput
from geo.ground import classes
from geo.ground.classes import Kind
from geo.thai import is_thai, tidy

SUFFIXES = (".osm.pbf", ".osm", ".osm.bz2", ".osm.gz")
LARGEST_BYTES = 4_000_000_000
"""Thailand has about 0.3 GB, all of South-East Asia under 3."""

MOST_OBJECTS = 60_000_000
"""Drawn ones; Thailand has about 3 million."""

_IN_MEMORY_BYTES = 150_000_000
"""Node positions of larger files are kept in a file: they would take gigabytes of memory."""

_NAME_LENGTH, _REF_LENGTH = 120, 40
_SEEN = (*{*classes.LINE_KEYS, *classes.WATER_KEYS, *classes.PLACE_KEYS},)
_wkb = osmium.geom.WKBFactory()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file says of itself. `shows` is the day of its data."""

    path: Path
    size: int
    shows: date | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object as it came: `wkb` is hexadecimal, a point, line or multipolygon in WGS84."""

    kind: Kind
    wkb: str
    name_th: str
    name_en: str
    ref: str = ""
    population: int = 0


def inspect(path: Path) -> Origin:
    """What the file is, by its name and its head. Raises `BadInput` with the rule that it breaks."""
    if not path.is_file() or not path.name.endswith(SUFFIXES):
        raise _refused(path, f"the backdrop is read from one of {', '.join(SUFFIXES)}")
    size = path.stat().st_size
    if not size:
        raise _refused(path, "the file is empty")
    if size > LARGEST_BYTES:
        raise _refused(path, f"the file has {size:,} bytes; at most {LARGEST_BYTES:,} are read")
    with _our_words(path):
        header = osmium.FileProcessor(str(path)).header
        return Origin(path, size, _day(header.get("osmosis_replication_timestamp") or header.get("timestamp")))


def read(origin: Origin, most: int = MOST_OBJECTS) -> Iterator[Drawn]:
    """Everything drawn, in the order of the file. Raises `BadInput` where it is damaged, cut off, or too much."""
    with _our_words(origin.path), _positions(origin.size) as storage:
        found = osmium.FileProcessor(str(origin.path)).with_locations(storage)
        found = found.with_areas(osmium.filter.KeyFilter(*classes.WATER_KEYS))
        number = 0
        for item in found.with_filter(osmium.filter.KeyFilter(*_SEEN)):
            drawn = _drawn(item)
            if drawn is None:
                continue
            number += 1
            if number > most:
                raise _refused(origin.path, f"the file draws more than {most:,} objects")
            yield drawn


def _drawn(item: Any) -> Drawn | None:
    # osmium hands out views that live for one step only: all is copied here.
    tags = dict(item.tags)
    make: Any
    if item.is_node():
        kind, make = classes.place(tags), _wkb.create_point
    elif item.is_way():
        kind, make = classes.line(tags), _wkb.create_linestring
    elif item.is_area():
        kind, make = classes.water(tags), _wkb.create_multipolygon
    else:
        return None
    wkb = kind and _shape(make, item)
    if kind is None or not wkb:
        return None
    drawn = Drawn(kind, wkb, *_names(tags), _cut(tags.get("ref", ""), _REF_LENGTH), classes.population(tags))
    return drawn if kind.theme != "place" or drawn.name_th or drawn.name_en else None


def _shape(make: Any, item: Any) -> str:
    try:
        return str(make(item))
    except (RuntimeError, osmium.InvalidLocationError):
        # A way at the edge of an extract may have lost its nodes, and a badly drawn lake its ring.
        return ""


def _names(tags: dict[str, str]) -> tuple[str, str]:
    """In Thai and in English. A plain name goes where its letters say; what is in neither stands in for both."""
    plain = tags.get("name", "")
    thai = tags.get("name:th") or (plain if is_thai(plain) else "")
    english = tags.get("name:en") or ("" if is_thai(plain) else plain)
    return _cut(thai, _NAME_LENGTH), _cut(english, _NAME_LENGTH)


def _cut(text: str, length: int) -> str:
    return tidy(text)[:length].strip()


@contextmanager
def _positions(size: int) -> Iterator[str]:
    """Where osmium keeps the positions of nodes while it reads."""
    if size <= _IN_MEMORY_BYTES:
        yield "flex_mem"
        return
    with tempfile.NamedTemporaryFile(prefix="phangut-nodes-") as file:
        yield f"sparse_file_array,{file.name}"


@contextmanager
def _our_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, ValueError) as error:
        raise _refused(path, "this is no OpenStreetMap file, or it is damaged or cut off") from error


def _day(text: str) -> date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text or "")
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _refused(path: Path, rule: str) -> BadInput:
    return BadInput(f"file: {rule}", field="file", value=path.name)
