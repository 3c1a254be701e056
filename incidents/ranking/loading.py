"""Loading wind readings and streams from files, row by row: every bad row is named, the others are stored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import LineString, MultiLineString, Point
from django.db import transaction
from django.db.models import Model

from geo.changes import Actor, record_many
from geo.crs import WGS84
from geo.errors import BadInput
from geo.tables import Table, TableRow, open_table
from incidents.models import WaterCourse, WindReading
from incidents.ranking.readings import WATER_COLUMNS, WIND_COLUMNS, WaterRow, WindRow

_AT_ONCE = 2_000


@dataclass(slots=True)
class Loaded:
    """What a file held. `new` is how many rows the database did not have."""

    rows: int = 0
    new: int = 0
    bad: list[str] = field(default_factory=list)


@transaction.atomic
def load_wind(path: Path, *, actor: Actor, apply: bool) -> Loaded:
    """Store readings (time, lon, lat, from_degrees, speed_ms, source); those that are there stay. Raises `BadInput`."""
    table = _table(path, WIND_COLUMNS)
    told = Loaded()
    before = WindReading.objects.count()
    for some in batched(_read(table, told, lambda cells, row: _reading(WindRow.parse(cells))), _AT_ONCE):
        if apply:
            WindReading.objects.bulk_create(some, ignore_conflicts=True)
    return _told(told, actor, "wind.loaded", path, WindReading, before, apply)


@transaction.atomic
def load_water(path: Path, *, source: str, actor: Actor, apply: bool) -> Loaded:
    """Store streams under a source's name; those known by their key are brought up to date. Raises `BadInput`."""
    table = _table(path, WATER_COLUMNS[:1], shapes=True)
    told = Loaded()
    before = WaterCourse.objects.count()
    rows = _read(table, told, lambda cells, row: _course(WaterRow.parse(cells, row.shape), source))
    for some in batched(rows, _AT_ONCE):
        if apply:
            WaterCourse.objects.bulk_create(
                {one.source_key: one for one in some}.values(),
                update_conflicts=True,
                unique_fields=["source", "source_key"],
                update_fields=["name_th", "name_en", "line"],
            )
    return _told(told, actor, "water.loaded", path, WaterCourse, before, apply)


def _table(path: Path, wanted: tuple[str, ...], *, shapes: bool = False) -> Table:
    table = open_table(path)
    missing = [name for name in wanted if name not in table.columns]
    if missing or (shapes and not table.has_shapes):
        rule = f"The file has the columns {', '.join(wanted)}{' and lines' if shapes else ''}"
        raise BadInput(rule, field="file", value=str(path), missing=missing)
    return table


def _read[Row](table: Table, told: Loaded, parse: Callable[[dict[str, Any], TableRow], Row]) -> Iterator[Row]:
    for row in table.rows():
        told.rows += 1
        try:
            if row.problem:
                raise BadInput(row.problem, field="row", value=row.number)
            yield parse(dict(zip(table.columns, row.cells, strict=False)), row)
        except BadInput as error:
            told.bad.append(f"row {row.number}: {error.fields.get('field')}: {error.detail}")


def _told(told: Loaded, actor: Actor, action: str, path: Path, model: type[Model], before: int, apply: bool) -> Loaded:
    told.new = model._default_manager.count() - before
    if apply:
        after = {"file": path.name, "rows": told.rows, "new": told.new, "bad": len(told.bad)}
        record_many(actor, action, model, [(path.name, None, after)])
    return told


def _reading(row: WindRow) -> WindReading:
    return WindReading(
        position=Point(row.place.lon, row.place.lat, srid=WGS84),
        observed_at=row.at,
        from_degrees=row.from_degrees,
        speed_ms=row.speed_ms,
        source=row.source,
    )


def _course(row: WaterRow, source: str) -> WaterCourse:
    line = MultiLineString([LineString(list(part.coords)) for part in row.line.geoms], srid=WGS84)
    return WaterCourse(name_th=row.name_th, name_en=row.name_en, line=line, source=source, source_key=row.source_key)
