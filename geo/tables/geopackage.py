"""Opening a GeoPackage: which of its layers, and nothing that computes while it is read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from geo.tables import columns, gdal
from geo.tables.refusal import refused
from geo.tables.table import Table
from geo.tables.vector import VectorReader

# Without these GDAL would write a journal beside the file, and list every table that is no layer.
_OPTIONS = {"IMMUTABLE": "YES", "LIST_ALL_TABLES": "NO"}


@contextmanager
def as_it_is(path: Path) -> Iterator[Path]:
    """The file itself."""
    yield path.resolve()


def opened(path: Path, layer: str | None, crs: str | None) -> Table:
    """The table of the only feature layer, or of the named one."""
    chosen = _chosen(path, layer)
    try:
        info = gdal.info(path, chosen, **_OPTIONS)
    except (gdal.Unreadable, UnicodeError) as error:
        raise refused(path, "The GeoPackage is damaged and cannot be read") from error
    if info["driver"] != "GPKG":
        raise refused(path, "The file is an SQLite database, but no GeoPackage")
    original = tuple(str(name) for name in info["fields"])
    names, renamed = columns.usable(original)
    has_shapes = info["geometry_type"] is not None
    stated = (crs or info["crs"] or "") if has_shapes else ""
    if has_shapes and not stated:
        raise refused(path, f"The layer {chosen!r} states no CRS; state it (EPSG:24047, EPSG:32647 ...)", field="crs")
    return Table(
        format="GeoPackage",
        encoding="utf-8",
        crs=stated,
        columns=names,
        notes=renamed,
        has_shapes=has_shapes,
        count=int(info["features"]),
        size_bytes=path.stat().st_size,
        path=path,
        reader=VectorReader(path, partial(as_it_is, path), (chosen,), original, "", stated, options=_OPTIONS),
    )


def _chosen(path: Path, layer: str | None) -> str:
    found = _layers(path)
    if layer is not None and layer not in found:
        raise refused(path, f"The file holds no layer {layer!r}; it holds: {', '.join(found)}", field="layer")
    if layer is None and len(found) != 1:
        held = ", ".join(found) or "none"
        raise refused(path, f"The file holds {len(found)} layers, not one: {held}. Name one", field="layer")
    chosen = layer or next(iter(found))
    if found[chosen] != "table":
        raise refused(path, f"The layer {chosen!r} is a {found[chosen]}, not a table; only tables are read")
    return chosen


def _layers(path: Path) -> dict[str, str]:
    """Feature layers (attribute tables where there are none), and what each is: table or view, which may compute."""
    query = (
        "SELECT c.table_name, m.type, c.data_type FROM gpkg_contents c JOIN sqlite_master m"
        " ON lower(m.name) = lower(c.table_name) ORDER BY 1"
    )
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            rows = database.execute(query).fetchall()
    except (sqlite3.DatabaseError, UnicodeError):
        raise refused(path, "The file is an SQLite database, but no GeoPackage that can be read") from None
    for wanted in ("features", "attributes"):
        if found := {name: kind for name, kind, data_type in rows if data_type == wanted}:
            return found
    return {}
