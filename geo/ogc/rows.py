"""From a layer's features to GeoJSON, written by PostgreSQL.

Raw SQL: the ORM has no way to write a row as JSON text, and Django's serializers take seconds where this takes
milliseconds. The rows are the layer's own queryset, compiled, so that what a viewer may see is decided there and only
there. All values are bound parameters; names come from the layer's declaration, and are quoted all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import InternalError, connection
from django.db.models import QuerySet

from geo.crs import WGS84
from geo.errors import Unavailable, Unreadable
from geo.layers import Property
from geo.ogc.crs import Crs
from geo.patience import TookTooLong, at_most

_SQL = Path(__file__).with_name("features.sql").read_text(encoding="utf-8")

CHUNK = 500
MOST_CHARACTERS = 16_000_000
"""A page ends early where it has grown so large: a thousand survey boundaries are not built in memory."""

COUNT_MS = 500
"""A count that takes longer is left out."""

READ_MS = 20_000
"""A page whose features take longer to find is not served: anybody may send a filter that keeps a processor busy."""

type Rows = QuerySet[Any, dict[str, Any]]
"""A layer's features."""


@dataclass(frozen=True)
class Page:
    """Features as JSON texts in order of id. `last` is the id of the last one if more follow."""

    features: list[str]
    last: int | None = None


def read(
    everything: Rows, fitting: Rows, told: Iterable[Property], crs: Crs, limit: int, *, drawn: bool = False
) -> Page:
    """The first `limit` of `fitting`, in order of id, as features. `drawn`: for a small map, so lines are simplified.

    Ids first, and then by them what to write: whatever the planner thinks of a filter, it cannot put the joins and
    the lists of ten thousand features before it. Raises `Unreadable`, `Unavailable` where finding them takes too long,
    and `DataError` for what cannot be computed.
    """
    keys, told = _keys(fitting, limit + 1), tuple(told)
    found: list[str] = []
    characters, last = 0, 0
    for chunk in batched(keys[:limit], CHUNK, strict=False):
        if characters > MOST_CHARACTERS:
            return Page(found, last)
        texts = _texts(everything.filter(id__in=chunk), told, crs, drawn)
        found += texts
        characters, last = characters + sum(map(len, texts)), chunk[-1]
    return Page(found, keys[limit - 1] if len(keys) > limit else None)


def count(rows: Rows, *, whatever_it_costs: bool) -> int | None:
    """How many there are; None where that cannot be said quickly."""
    try:
        with at_most(READ_MS if whatever_it_costs else COUNT_MS):
            return rows.count()
    except TookTooLong:
        return None


def _keys(fitting: Rows, most: int) -> list[int]:
    try:
        with at_most(READ_MS):
            return list(fitting.order_by("id").values_list("id", flat=True)[:most])
    except TookTooLong:
        raise Unavailable("The filter takes too long to answer; narrow it, such as by bbox") from None
    except InternalError as error:
        # GEOS says so of geometries it cannot relate; nothing of ours raises it.
        raise Unreadable(f"The geometries cannot be compared: {error}") from None


def _texts(rows: Rows, told: tuple[Property, ...], crs: Crs, drawn: bool) -> list[str]:
    sql, params = _statement(rows.order_by(), told, crs, drawn)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [text for _key, text in cursor.fetchall()]


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
