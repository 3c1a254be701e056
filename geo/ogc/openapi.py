"""The OpenAPI 3.0 document of the feature API: exactly the paths and parameters that are served to this viewer."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from geo.layers import Layer, Property, Viewer
from geo.ogc import extensions, media
from geo.ogc.collections import schema, served
from geo.ogc.cql2 import tree
from geo.ogc.cql2.scope import Scope
from geo.ogc.crs import CRS84, SYSTEMS
from geo.ogc.query import LIMIT, MOST

Json = dict[str, Any]

_SCHEMAS: Json = {
    "link": {
        "type": "object",
        "required": ["href"],
        "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
    },
    "problem": {
        "type": "object",
        "properties": {
            **{name: {"type": "string"} for name in ("type", "title", "detail", "code", "field")},
            "status": {"type": "integer"},
            "value": {},
        },
    },
    "feature": {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "integer"},
            "geometry": {"type": "object", "nullable": True},
            "properties": {"type": "object"},
        },
    },
    "features": {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": "#/components/schemas/feature"}},
            "links": {"type": "array", "items": {"$ref": "#/components/schemas/link"}},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
        },
    },
}


def document(viewer: Viewer, root: str) -> Json:
    """`root` is the address of the landing page, without a slash at the end."""
    about = _("Layers by OGC API Features, Parts 1 to 3. Anonymous callers see what the public may see.")
    return {
        "openapi": "3.0.3",
        "info": {"title": _("Phang-Ut: features"), "version": "1", "description": about},
        "servers": [{"url": root}],
        "tags": [{"name": layer.name, "description": str(layer.title)} for layer in served(viewer)],
        "paths": {**_common_paths(), **_layer_paths(viewer), **extensions.paths(viewer)},
        "components": {
            "schemas": _SCHEMAS | extensions.components("schemas"),
            "parameters": _parameters() | extensions.components("parameters"),
        },
    }


def _parameters() -> Json:
    systems = {"type": "string", "enum": [system.uri for system in SYSTEMS], "default": CRS84.uri}
    numbers = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}
    return {
        "f": parameter("f", {"type": "string", "enum": ["json", "html"]}, _("The form of the answer")),
        "limit": parameter("limit", limit, _("The most features of one page")),
        "after": parameter("after", {"type": "integer"}, _("Only features behind this id, in order of id")),
        "bbox": parameter("bbox", numbers, _("West, south, east, north")) | {"style": "form", "explode": False},
        "bbox-crs": parameter("bbox-crs", systems, _("The system of bbox")),
        "crs": parameter("crs", systems, _("The system of the geometries in the answer")),
        "datetime": parameter("datetime", {"type": "string"}, _("A moment, or a period such as 2026-01-01/..")),
        "filter": parameter("filter", {"type": "string"}, _("A condition in CQL2")),
        "filter-lang": parameter(
            "filter-lang",
            {"type": "string", "enum": list(tree.LANGUAGES), "default": tree.LANGUAGES[0]},
            _("What the filter is written in"),
        ),
        "filter-crs": parameter("filter-crs", systems, _("The system of the geometries in the filter")),
        "count": parameter(
            "count",
            {"type": "string", "enum": ["exact"]},
            _("Count all features that fit, however long it takes; without it they are counted where that is quick"),
        ),
    }


def parameter(name: str, schema: Json, description: str) -> Json:
    """An optional parameter of the query."""
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def _common_paths() -> Json:
    return {
        "/": {"get": operation("landing", _("Landing page"), media.JSON)},
        "/conformance": {"get": operation("conformance", _("The standards that are kept"), media.JSON)},
        "/api": {"get": operation("api", _("This description"), media.OPENAPI)},
        "/collections": {"get": operation("collections", _("All collections"), media.JSON)},
    }


def _layer_paths(viewer: Viewer) -> Json:
    return {path: item for layer in served(viewer) for path, item in _paths(layer, viewer)}


def _paths(layer: Layer, viewer: Viewer) -> Iterable[tuple[str, Json]]:
    base, title = f"/collections/{layer.name}", str(layer.title)
    yield base, {"get": operation(f"{layer.name}.collection", title, media.JSON, layer.name)}
    yield (
        f"{base}/queryables",
        {"get": operation(f"{layer.name}.queryables", _("What filters may ask about"), media.SCHEMA, layer.name)},
    )
    shape = operation(f"{layer.name}.schema", _("What each feature holds"), media.SCHEMA, layer.name)
    yield f"{base}/schema", {"get": shape}
    items = operation(f"{layer.name}.items", title, media.GEOJSON, layer.name, "features")
    items["parameters"] = [shared(name) for name in _parameters()] + _by_property(layer, viewer)
    yield f"{base}/items", {"get": items}
    item = operation(f"{layer.name}.item", _("One feature"), media.GEOJSON, layer.name, "feature")
    identifier = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "integer"}}
    item["parameters"] = [identifier, shared("f"), shared("crs")]
    yield f"{base}/items/{{featureId}}", {"get": item}


def _by_property(layer: Layer, viewer: Viewer) -> list[Json]:
    return [
        parameter(known.name, _parameter_schema(known), str(known.title))
        for known in Scope.of(layer, viewer).properties.values()
    ]


def _parameter_schema(known: Property) -> Json:
    """As a parameter a list is one text that it must hold."""
    return {"type": "string"} if known.type == "list" else schema(known)


def shared(name: str) -> Json:
    """A reference to one of the document's own parameters."""
    return {"$ref": f"#/components/parameters/{name}"}


def operation(name: str, summary: str, kind: str, tag: str = "", answer: str = "") -> Json:
    """A GET that answers in JSON of that kind or as a page; `answer` names a schema of the document."""
    shape = {"$ref": f"#/components/schemas/{answer}"} if answer else {"type": "object"}
    forms = {kind: {"schema": shape}, media.HTML: {"schema": {"type": "string"}}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    return {
        "operationId": name,
        "summary": summary,
        **({"tags": [tag]} if tag else {}),
        "parameters": [shared("f")],
        "responses": {
            "200": {"description": summary, "content": forms},
            "400": {"description": _("A value breaks a rule, which is stated"), "content": problem},
            "404": {"description": _("There is nothing at this address"), "content": problem},
        },
    }
