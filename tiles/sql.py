"""From a layer's rows to the SQL of one tile.

Raw SQL: the ORM has no aggregate that encodes a set of rows as a vector tile, and the filter, the cut and the
encoding must be one statement to run inside the database. The rows themselves are the layer's own queryset,
compiled, so that what a viewer may see is decided there and only there. All values are bound parameters.
"""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.gis.db.backends.postgis.adapter import PostGISAdapter
from django.db import connection
from django.db.models import QuerySet

from geo.crs import MERCATOR_HALF_WORLD_M
from geo.layers import Layer, Viewer
from tiles.grid import TileCoord
from tiles.question import EVERYTHING, Form, Question, narrowed

EXTENT = 4096
"""Units across a tile."""

TILE_PX = 512
"""Pixels across a tile as our map draws it."""

POINT_BUFFER = 32 * EXTENT // TILE_PX
"""32 px: the largest symbol of a single feature, so that a renderer of single tiles cuts none at an edge."""

POLYGON_BUFFER = 8 * EXTENT // TILE_PX
"""Of lines too: half the widest stroke."""

CELLS = 8
"""Aggregation cells across a tile: 64 px each. A divisor of the tile, so that each cell lies in exactly one."""

HEAT_CELLS = 32
"""Cells of the fine grid across a tile: 16 px each."""

HEXAGONS = 16
"""So many hexagon sides across a tile: 32 px each, 55 px from flat side to flat side."""

_MIDDLE = 2**25
"""More than there are hexagons from the origin to an edge of the world at the finest zoom."""

DETAIL_ZOOM = 11
"""From here on features carry every field; further out only those marked `low_zoom`."""


@dataclass(frozen=True)
class Statement:
    """SQL and its parameters. Equal statements give equal tiles as long as the layer's version stands."""

    sql: str
    params: dict[str, Any]


def is_clustered(layer: Layer, tile: TileCoord) -> bool:
    """Whether this tile shows aggregates."""
    return layer.geometry == "point" and tile.z <= layer.cluster_until


@dataclass(frozen=True)
class Rows:
    """A layer's queryset as SQL with named parameters; positional ones cannot stand beside ours."""

    sql: str
    params: dict[str, Any]


def statement(layer: Layer, rows: Rows, tile: TileCoord, form: Form = "points") -> Statement:
    """One row, one column `tile`: the encoded tile, empty bytes where nothing is."""
    clustered = is_clustered(layer, tile)
    template = form if form != "points" else "cells" if clustered else layer.geometry
    sql = _template(template).format(rows=rows.sql, **_fragments(layer, tile, everything=clustered))
    shown = _hexagons(tile) if form == "hexagons" else _cells(tile, HEAT_CELLS if form == "heat" else CELLS)
    of_layer = {"layer": layer.name, "buffer": _buffer(layer, form), "worst": list(layer.worst_first)}
    return Statement(sql, rows.params | _place(tile) | shown | of_layer)


def run(found: Statement) -> bytes:
    """The tile's bytes."""
    with connection.cursor() as cursor:
        cursor.execute(found.sql, found.params)
        (tile,) = cursor.fetchone()
    return bytes(tile or b"")


def rows(layer: Layer, viewer: Viewer, zoom: int, question: Question = EVERYTHING) -> Rows:
    """What this viewer may see of the layer at this zoom and asks for, compiled and not run."""
    return compiled(narrowed(layer, viewer, zoom, question))


def compiled(queryset: "QuerySet[Any, dict[str, Any]]") -> Rows:
    """Not run, and in no order."""
    sql, params = queryset.order_by().query.sql_with_params()
    names = [f"row_{index}" for index in range(len(params))]
    plain = [_plain(value) for value in params]
    # Django writes a literal per cent sign as two, and every parameter as %s, so splitting is exact.
    first, *parts = sql.replace("%%", "\0").split("%s")
    cast = zip(names, plain, parts, strict=True)
    named = first + "".join(f"%({name})s{kind}{part}" for name, (_value, kind), part in cast)
    return Rows(named.replace("\0", "%%"), {name: value for name, (value, _kind) in zip(names, plain, strict=True)})


def _plain(value: object) -> tuple[object, str]:
    """A parameter that any connection takes and that has one spelling, and its cast: shapes come as Django's own."""
    if isinstance(value, PostGISAdapter):
        return value.ewkb.hex(), "::geography" if value.geography else "::geometry"
    return value, ""


def _fragments(layer: Layer, tile: TileCoord, *, everything: bool) -> dict[str, str]:
    """Column lists. Names come from the layer's declaration in code, and are quoted all the same."""
    shown = [field.name for field in layer.fields if everything or field.low_zoom or tile.z >= DETAIL_ZOOM]
    return {
        "fields": "".join(f", q.{_quoted(name)}" for name in shown),
        "nulls": ", NULL" * len(shown),
        "keys": "".join(f", {_quoted(name)}" for name in layer.count_by),
        "row_keys": "".join(f", q.{_quoted(name)}" for name in layer.count_by),
        "worst": _worst(layer),
        "tallies": " UNION ALL ".join(_tally(name) for name in layer.count_by) or _NO_TALLY,
    }


_NO_TALLY = "SELECT NULL::bigint AS cell, NULL::text AS key, NULL::int AS n WHERE false"


def _tally(name: str) -> str:
    """How many of each value of one field, per cell, under keys such as `kind:mine`; what is withheld has none."""
    column = _quoted(name)
    key = f"'{name}:' || {column}::text"
    return (
        f"SELECT cell, {key} AS key, sum(n)::int AS n FROM groups "  # noqa: S608
        f"WHERE {column} IS NOT NULL GROUP BY cell, {column}"
    )


def _worst(layer: Layer) -> str:
    """The value of a cell that comes first in the layer's order."""
    if layer.worst_of not in layer.count_by:
        return "NULL::text"
    order = "%(worst)s::text[]"
    return f"({order})[min(array_position({order}, {_quoted(layer.worst_of)}::text))]"


def _place(tile: TileCoord) -> dict[str, Any]:
    return {"z": tile.z, "x": tile.x, "y": tile.y, "half": MERCATOR_HALF_WORLD_M, "extent": EXTENT}


def _cells(tile: TileCoord, cells: int) -> dict[str, Any]:
    """A grid of squares, so many across a tile."""
    across = cells * 2**tile.z
    return {"cell": tile.width_m / cells, "cells": cells, "across": across, "last": across - 1}


def _hexagons(tile: TileCoord) -> dict[str, Any]:
    """Standing on a corner. `wide` from flat side to flat side, `high` from one line to the next but one."""
    side = tile.width_m / HEXAGONS
    wide, high = math.sqrt(3) * side, 3 * side
    ring = [(0.0, side), (wide / 2, side / 2), (wide / 2, -side / 2), (0.0, -side), (-wide / 2, -side / 2)]
    corners = [*ring, (-wide / 2, side / 2), (0.0, side)]
    text = ", ".join(f"{east!r} {north!r}" for east, north in corners)
    return {
        "wide": wide,
        "high": high,
        "hexagon": f"POLYGON(({text}))",
        "margin": 2 / HEXAGONS + POLYGON_BUFFER / EXTENT,
        "middle": _MIDDLE,
        "span": 2 * _MIDDLE,
    }


def _buffer(layer: Layer, form: Form) -> int:
    return POINT_BUFFER if layer.geometry == "point" and form == "points" else POLYGON_BUFFER


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@cache
def _template(name: str) -> str:
    return (Path(__file__).parent / "queries" / f"{name}.sql").read_text()
