"""Opening a Shapefile: is it whole, in which encoding are its texts, in which CRS its shapes."""

from functools import partial
from pathlib import Path

import numpy

from geo.bbox import THAILAND
from geo.tables import columns, dbf, gdal
from geo.tables.refusal import refused
from geo.tables.shapefile_parts import beside, unzipped
from geo.tables.table import Table
from geo.tables.vector import VectorReader

_TAKEN = "The file states no CRS; all its coordinates are degrees in Thailand, so WGS84 is taken"
_UNTOLD = (
    "The file states no CRS and its coordinates are not degrees in Thailand; "
    "state it (a .prj file beside the .shp, or EPSG:24047, EPSG:32647 ...)"
)


def opened(path: Path, encoding: str | None, layer: str | None, crs: str | None, *, zipped: bool) -> Table:
    """The table of a Shapefile. Raises `BadInput` for missing parts and for a CRS that is neither said nor plain."""
    local = partial(unzipped, path, layer) if zipped else partial(beside, path)
    with local() as main:
        table = main.with_suffix(".dbf")
        if not table.exists():
            raise refused(path, "The .dbf file, which holds the columns, is missing")
        codec, notes = dbf.codec(path, table, main.with_suffix(".cpg"), encoding)
        try:
            info = gdal.info(main, None, dbf.AS_BYTES)
            taken = ("", ()) if crs else _crs(path, main, info["crs"])
        except (gdal.Unreadable, UnicodeError) as error:
            raise refused(path, "The Shapefile is damaged and cannot be read") from error
        whole = _whole(main)
    original = tuple(str(name) for name in info["fields"])
    names, renamed = columns.usable([dbf.text(name, codec) for name in original])
    return Table(
        format="Shapefile",
        encoding=codec,
        crs=crs or taken[0],
        columns=names,
        notes=notes + taken[1] + renamed,
        has_shapes=True,
        count=int(info["features"]),
        size_bytes=path.stat().st_size,
        path=path,
        reader=VectorReader(path, local, (None,), original, codec, crs or taken[0], whole),
    )


def _crs(path: Path, main: Path, stated: str | None) -> tuple[str, tuple[str, ...]]:
    if stated:
        return stated, ()
    west, south, east, north = gdal.bounds(main, None)
    # A point at 0, 0 is how an unknown place is written, and an empty shape has no bounds.
    known = ~numpy.isnan(west) & ((west != 0) | (south != 0))
    inside = (west >= THAILAND.west) & (east <= THAILAND.east) & (south >= THAILAND.south) & (north <= THAILAND.north)
    if known.any() and inside[known].all():
        return "EPSG:4326", (_TAKEN,)
    raise refused(path, _UNTOLD, field="crs")


def _whole(main: Path) -> int | None:
    """How many rows are there in full where the .shp or the .dbf is cut off; None where neither is."""
    promised, there = dbf.whole_records(main.with_suffix(".dbf"))
    shapes = _whole_shapes(main)
    if there == promised and (shapes is None or shapes >= there):
        return None
    return there if shapes is None else min(there, shapes)


def _whole_shapes(main: Path) -> int | None:
    """By the index of the shapes: offset and length of each, in words of 16 bits. None without an index."""
    index = main.with_suffix(".shx")
    if not index.exists():
        return None
    places = numpy.frombuffer(index.read_bytes()[100:], dtype=">i4")
    ends = (places[0 : len(places) // 2 * 2 : 2].astype(numpy.int64) + places[1::2]) * 2 + 8
    return int((ends <= main.stat().st_size).sum())
