"""Tiles in the OpenAPI document, with the operation identifiers that OGC 20-057 gives them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from geo.crs import MAX_ZOOM
from geo.layers import Layer, Viewer, layers_for
from geo.ogc import media
from geo.ogc.collections import served
from geo.ogc.openapi import operation, parameter, shared
from tiles.ogc import matrices
from tiles.question import parameters
from tiles.serving import CONTENT_TYPE

Json = dict[str, Any]

_TIMES = ("from", "to", "as_of")


def paths(viewer: Viewer) -> Json:
    """Tile matrix sets, the dataset's tiles, the tiles of each collection."""
    return {
        "/tileMatrixSets": _get("getTileMatrixSetsList", _("Tile matrix sets")),
        "/tileMatrixSets/{tileMatrixSetId}": _get("getTileMatrixSet", matrices.TITLE, "tileMatrixSetId"),
        **_dataset(viewer),
        **{path: item for layer in served(viewer) for path, item in _collection(layer, viewer)},
    }


def components() -> Json:
    """The parameters of addresses; `collections` too."""
    row = {"type": "integer", "minimum": 0}
    zoom = {"type": "integer", "minimum": 0, "maximum": MAX_ZOOM}
    matrix_set = {"type": "string", "enum": [matrices.NAME]}
    names = {"type": "array", "items": {"type": "string"}}
    collections = parameter("collections", names, _("Names of collections with commas between them; all unless said"))
    return {
        "parameters": {
            "tileMatrixSetId": _in_path("tileMatrixSetId", matrix_set),
            "tileMatrix": _in_path("tileMatrix", zoom),
            "tileRow": _in_path("tileRow", row),
            "tileCol": _in_path("tileCol", row),
            "collections": collections | {"style": "form", "explode": False},
        }
    }


def _dataset(viewer: Viewer) -> Json:
    title = _("Vector tiles of all layers")
    asked = set[str]().union(*(parameters(layer, viewer) for layer in layers_for(viewer)))
    tileset = _get("dataset.vector.getTileSet", title, "tileMatrixSetId", "collections")
    tile = _tile("dataset.vector.getTile", "", ["collections"], asked)
    return {
        "/tiles": _get("dataset.vector.getTileSetsList", title),
        "/tiles/{tileMatrixSetId}": tileset,
        "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}": tile,
    }


def _collection(layer: Layer, viewer: Viewer) -> Iterator[tuple[str, Json]]:
    base, name = f"/collections/{layer.name}/tiles", f"{layer.name}.collection.vector"
    yield base, _get(f"{name}.getTileSetsList", _("Vector tiles"), tag=layer.name)
    yield (
        f"{base}/{{tileMatrixSetId}}",
        _get(f"{name}.getTileSet", _("Vector tiles"), "tileMatrixSetId", tag=layer.name),
    )
    tile = _tile(f"{name}.getTile", layer.name, [], parameters(layer, viewer))
    yield f"{base}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", tile


def _get(name: str, summary: str, *parameters: str, tag: str = "") -> Json:
    found = operation(name, summary, media.JSON, tag)
    found["parameters"] = [*map(shared, parameters), *found["parameters"]]
    return {"get": found}


def _tile(name: str, tag: str, own: list[str], asked: set[str]) -> Json:
    found = operation(name, _("One tile"), CONTENT_TYPE, tag)
    of_address = ("tileMatrixSetId", "tileMatrix", "tileRow", "tileCol", "datetime", *own)
    found["parameters"] = [*map(shared, of_address), *map(_asked, sorted(asked))]
    found["responses"]["200"]["content"] = {CONTENT_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    found["responses"]["204"] = {"description": _("Nothing is there")}
    return {"get": found}


def _asked(name: str) -> Json:
    schema = {"type": "string", "format": "date"} if name in _TIMES else {"type": "string"}
    return parameter(name, schema, _("Only features of which this is true; see the layer's TileJSON"))


def _in_path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}
