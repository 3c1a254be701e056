"""The rows of the file: of each layer that is on those in view, as this viewer may see them, from the middle on."""

import math
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import PointField
from django.contrib.gis.geos import Polygon
from django.db.models import F, FloatField, Func, QuerySet, Value
from django.utils.translation import gettext as _

from geo.crs import MERCATOR_HALF_WORLD_M, WEB_MERCATOR
from geo.layers import Layer, Viewer, layers_for
from geo.place_filters import mercator
from tiles.question import Question, narrowed
from tiles.takeaway.view import View

MOST = 5_000
"""Features of one layer: as many as a browser draws and pans without thinking. 1 to 2 MB."""

_MOST_SHAPES = 500
_NEEDLESS_M = {level: 80_000 / 2**level for level in range(23)}
"""Detail finer than half a pixel, by zoom."""


@dataclass(frozen=True, slots=True)
class Contents:
    """`count` are in view, `features` fitted: [lon, lat, title, values], or [GeoJSON shape, title, values]."""

    layer: Layer
    question: Question
    count: int
    features: list[Any]

    @property
    def capped(self) -> bool:
        """Whether some are left out."""
        return self.count > len(self.features)


def contents(view: View, viewer: Viewer) -> list[Contents]:
    """Of the layers that have signs and are on, in the order in which they are drawn. Raises `BadInput`."""
    shown = [layer for layer in layers_for(viewer) if layer.signs and layer.name not in view.off]
    return [_of(layer, view, viewer) for layer in shown]


def _of(layer: Layer, view: View, viewer: Viewer) -> Contents:
    question = view.question(layer, viewer)
    zoom = None if layer.geometry == "point" else max(layer.min_zoom, min(layer.max_zoom, view.zoom))
    column = layer.place(viewer) if layer.place else "geometry"
    found = narrowed(layer, viewer, zoom, question).filter(**{f"{column}__bboverlaps": box_of(view)})
    most = MOST if layer.geometry == "point" else _MOST_SHAPES
    rows = list(_nearest(found, column, view)[:most])
    count = len(rows) if len(rows) < most else found.order_by().count()
    titles = layer.titles(viewer, [row["id"] for row in rows]) if layer.titles else {}
    return Contents(layer, question, count, [_feature(layer, row, titles, view.zoom) for row in rows])


def _nearest(found: "QuerySet[Any, dict[str, Any]]", column: str, view: View) -> "QuerySet[Any, dict[str, Any]]":
    """By the index of the column: on the map's own plane, where near is near to the eye."""
    middle = map(Value, mercator(view.centre.lon, view.centre.lat))
    there = Func(*middle, template=f"ST_Point(%(expressions)s, {WEB_MERCATOR})", output_field=PointField())
    apart = Func(F(column), there, arg_joiner=" <-> ", template="(%(expressions)s)", output_field=FloatField())
    return found.order_by(apart, "id")


def box_of(view: View) -> Polygon:
    """What is in view, on the map's plane."""
    west, south = mercator(view.box.west, view.box.south)
    east, north = mercator(view.box.east, view.box.north)
    ring = Polygon.from_bbox((west, south, east, north))
    ring.srid = WEB_MERCATOR
    return ring


def _feature(layer: Layer, row: dict[str, Any], titles: dict[int, Any], zoom: int) -> list[Any]:
    """What is withheld is empty, and then left out."""
    values = {known.name: row[known.name] for known in layer.fields if row[known.name] not in (None, "")}
    title = str(titles.get(row["id"], "")) or _("No name")
    if layer.geometry == "point":
        return [*degrees(row["geometry"].x, row["geometry"].y), title, values]
    return [shape(row["geometry"], zoom), title, values]


def degrees(east_m: float, north_m: float) -> tuple[float, float]:
    """Longitude and latitude of a place in Web Mercator: spherical Mercator backwards, to a tenth of a metre."""
    turns = math.pi / MERCATOR_HALF_WORLD_M
    return round(math.degrees(east_m * turns), 6), round(math.degrees(math.atan(math.sinh(north_m * turns))), 6)


def shape(geometry: Any, zoom: int) -> dict[str, Any]:
    """GeoJSON geometry of a GEOS geometry in Web Mercator, as fine as the zoom shows it."""
    slim = geometry.simplify(_NEEDLESS_M[min(zoom, 22)], preserve_topology=True)
    return {"type": slim.geom_type, "coordinates": _degrees(slim.coords)}


def _degrees(coordinates: Any) -> Any:
    if isinstance(coordinates[0], float):
        return degrees(coordinates[0], coordinates[1])
    return [_degrees(part) for part in coordinates]
