"""Collections: the layers that have features, described as OGC API Features does."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from geo.errors import NotFound
from geo.layers import Layer, Property, Viewer, layer_for, layers_for
from geo.ogc import extensions, media
from geo.ogc.cql2.scope import GEOMETRY, Scope
from geo.ogc.crs import CRS84, SYSTEMS
from geo.ogc.extents import Reach, reach
from geo.ogc.links import Addresses, Link, link

Json = dict[str, Any]


def served(viewer: Viewer) -> Iterator[Layer]:
    """The layers with features that this viewer may know of."""
    return (layer for layer in layers_for(viewer) if layer.features is not None)


def rows_of(viewer: Viewer, name: str) -> tuple[Layer, "QuerySet[Any, dict[str, Any]]"]:
    """A layer by name, and its features. Raises `NotFound` alike for unknown, hidden and featureless ones."""
    layer = layer_for(viewer, name)
    if layer.features is None:
        raise NotFound("There is no such collection", field="collection", value=name)
    return layer, layer.features(viewer)


def described(layer: Layer, viewer: Viewer, addresses: Addresses) -> Json:
    """The collection object. Its `links` lead on; the answer that it stands in adds its own."""
    return {
        "id": layer.name,
        "title": str(layer.title),
        "itemType": "feature",
        "extent": _extent(reach(layer, viewer)),
        "crs": [system.uri for system in SYSTEMS],
        "storageCrs": CRS84.uri,
        "links": [*links(layer.name, str(layer.title), addresses), *extensions.collection_links(layer, addresses)],
    }


def links(name: str, title: str, addresses: Addresses) -> list[Link]:
    """What there is of a collection."""
    items = addresses.of("items", name)
    return [
        link(items, "items", media.GEOJSON, title),
        link(addresses.of("items", name, f="html"), "items", media.HTML, title),
        link(addresses.of("queryables", name), QUERYABLES, media.SCHEMA, _("What filters may ask about")),
        # GDAL before 3.8 knows it by this name only.
        link(addresses.of("queryables", name), "queryables", media.SCHEMA),
        link(addresses.of("schema", name), "describedby", media.SCHEMA, _("What each feature holds")),
        link(addresses.of("schema", name), "describedBy", media.SCHEMA),
    ]


QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"


def queryables(layer: Layer, viewer: Viewer, address: str) -> Json:
    """JSON Schema of what filters and parameters may ask about."""
    asked = Scope.of(layer, viewer).properties.values()
    shape: Json = {
        "title": _("Geometry"),
        "x-ogc-role": "primary-geometry",
        "format": "geometry-any",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "title": str(layer.title),
        "properties": {GEOMETRY: shape} | {known.name: schema(known) for known in asked},
        "additionalProperties": False,
    }


def feature_schema(layer: Layer, viewer: Viewer, address: str) -> Json:
    """JSON Schema of a feature: programs that would else take the types of properties from the first page read it.

    A property that says nothing is null, whatever its type, as in every GeoJSON.
    """
    properties = {known.name: schema(known) for known in layer.properties_for(viewer)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "title": str(layer.title),
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "integer"},
            "geometry": {"title": _("Geometry"), "x-ogc-role": "primary-geometry", "format": "geometry-any"},
            "properties": {"type": "object", "properties": properties},
        },
    }


def schema(known: Property) -> Json:
    """JSON Schema of one property."""
    found: Json = {"title": str(known.title)}
    if known.type == "list":
        return found | {"type": "array", "items": {"type": "string"}}
    if known.type in ("date", "date-time"):
        return found | {"type": "string", "format": known.type}
    found["type"] = known.type
    if known.choices:
        found["enum"] = [value for value, _title in known.choices]
        found["description"] = ", ".join(f"{value}: {title}" for value, title in known.choices)
    return found


def _extent(found: Reach) -> Json:
    extent: Json = {}
    if found.bbox:
        extent["spatial"] = {"bbox": [[round(degrees, 7) for degrees in found.bbox]], "crs": CRS84.uri}
    if found.first:
        extent["temporal"] = {
            "interval": [[found.first.isoformat(), found.last.isoformat()]],
            "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
        }
    return extent
