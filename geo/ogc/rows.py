"""From a layer's features to GeoJSON, written by PostgreSQL.

Raw SQL: the ORM has no way to write a row as JSON text, and Django's serializers take seconds where this takes
milliseconds. The rows are the layer's own queryset, compiled, so that what a viewer may see is decided there and only
there. All values are bound parameters; names come from the layer's declaration, and are quoted all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import InternalError, OperationalError, connection, transaction
from django.db.models import QuerySet
from psycopg.errors import QueryCanceled

from geo.crs import WGS84
from geo.errors import Unreadable
from geo.layers import Property
from geo.ogc.crs import Crs

_SQL = Path(__file__).with_name("features.sql").read_text(encoding="utf-8")

CHUNK = 500
MOST_CHARACTERS = 16_000_000
"""A page ends early where it has grown so large: a thousand survey boundaries are not built in memory."""

COUNT_MS = 300
"""A count that takes longer is left out."""

type Rows = QuerySet[Any, dict[str, Any]]
"""A layer's features."""


@dataclass(frozen=True)
class Page:
    """Features as JSON texts in order of id. `last` is the id of the last one if more follow."""

    features: list[str]
    last: int | None = None


def read(rows: Rows, told: Iterable[Property], crs: Crs, limit: int, *, drawn: bool = False) -> Page:
    """One page. `drawn`: for a small map only, so lines may be simplified. Raises `Unreadable`, `DataError`."""
    sql, params = _statement(rows.order_by("id")[: limit + 1], told, crs, drawn)
    found: list[str] = []
    characters, last = 0, 0
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        _execute(cursor, sql, params)
        while chunk := cursor.fetchmany(CHUNK):
            for key, text in chunk:
                if len(found) == limit or characters > MOST_CHARACTERS:
                    return Page(found, last)
                found.append(text)
                characters, last = characters + len(text), key
    return Page(found)


def count(rows: Rows, *, whatever_it_costs: bool) -> int | None:
    """How many there are; None where that cannot be said quickly."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if not whatever_it_costs:
                cursor.execute(f"SET LOCAL statement_timeout = {COUNT_MS}")
            return rows.count()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return None
        raise


def _execute(cursor: Any, sql: str, params: list[Any]) -> None:
    try:
        cursor.execute(sql, params)
    except InternalError as error:
        # GEOS says so of geometries it cannot relate; nothing of ours raises it.
        raise Unreadable(f"The geometries cannot be compared: {error}") from None


def _statement(rows: Rows, told: Iterable[Property], crs: Crs, drawn: bool) -> tuple[str, list[Any]]:
    inner, params = rows.query.sql_with_params()
    columns = ", ".join(_column(known) for known in told)
    return _SQL.format(shape=_shape(crs, drawn), columns=columns, rows=inner), [crs.digits, *params]


def _column(known: Property) -> str:
    name = connection.ops.quote_name(known.name)
    if known.type != "number":
        return f"q.{name}"
    # A double that happens to be whole would be written without a point, and programs that take a property's type
    # from the first page would cut the decimals of all that follow.
    return f"CASE WHEN q.{name} = trunc(q.{name}) THEN round(q.{name}::numeric, 1) ELSE q.{name}::numeric END AS {name}"


def _shape(crs: Crs, drawn: bool) -> str:
    shape = "ST_SimplifyPreserveTopology(q.geometry, 0.002)" if drawn else "q.geometry"
    if crs.srid != WGS84:
        shape = f"ST_Transform({shape}, {crs.srid:d})"
    return f"ST_FlipCoordinates({shape})" if crs.lat_first else shape
