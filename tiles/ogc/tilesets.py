"""Tilesets: one of each collection, and one of the whole dataset with a layer for each. OGC 20-057 and 17-083r4."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from geo.bbox import THAILAND
from geo.layers import Layer
from geo.ogc import media
from geo.ogc.crs import CRS84
from geo.ogc.links import Addresses, Link, link
from tiles.offline.last import MEDIA_TYPE as ARCHIVE
from tiles.offline.last import last_export
from tiles.ogc import matrices
from tiles.serving import CONTENT_TYPE
from tiles.style.document import MEDIA_TYPE as STYLE
from tiles.tilejson import vector_layers

Json = dict[str, Any]

REL = "http://www.opengis.net/def/rel/ogc/1.0/"
_DIMENSION = {"point": 0, "line": 1, "polygon": 2}


def listed(title: str, address: str, addresses: Addresses) -> Json:
    """The list of one tileset, whose address is given."""
    summary = _common(title) | {
        "links": [
            link(address, "self", media.JSON, title),
            link(f"{address}?f=html", "self", media.HTML, title),
            _scheme(addresses),
        ]
    }
    return {"tilesets": [summary]}


def metadata(title: str, layers: Sequence[Layer], address: str, addresses: Addresses) -> Json:
    """Everything about a tileset. `address` is its own, below which its tiles are."""
    zooms = min(layer.min_zoom for layer in layers), max(layer.max_zoom for layer in layers)
    return _common(title) | {
        "accessConstraints": "unclassified",
        "tileMatrixSetId": matrices.NAME,
        "layers": [part for layer in layers for part in _layers(layer)],
        "boundingBox": {
            "lowerLeft": [THAILAND.west, THAILAND.south],
            "upperRight": [THAILAND.east, THAILAND.north],
            "crs": CRS84.uri,
        },
        "tileMatrixSetLimits": matrices.limits(*zooms),
        "links": [_tiles(address, addresses), _scheme(addresses), *_styles(layers, addresses)],
    }


def _common(title: str) -> Json:
    return {"title": title, "dataType": "vector", "crs": matrices.CRS, "tileMatrixSetURI": matrices.URI}


def _layers(layer: Layer) -> list[Json]:
    """As the tiles hold them: polygons bring a layer of points for their names."""
    return [
        {
            "id": part["id"],
            "title": part["description"],
            "dataType": "vector",
            "geometryDimension": _DIMENSION[layer.geometry] if part["id"] == layer.name else 0,
            "minTileMatrix": str(layer.min_zoom),
            "maxTileMatrix": str(layer.max_zoom),
            "propertiesSchema": {
                "type": "object",
                "properties": {name: {"title": title} for name, title in part["fields"].items()} | _counts(layer),
            },
        }
        for part in vector_layers(layer)
    ]


def _counts(layer: Layer) -> Json:
    return {"count": {"title": _("How many it stands for"), "type": "integer"}} if layer.cluster_until >= 0 else {}


def _tiles(address: str, addresses: Addresses) -> Any:
    base, _mark, query = address.partition("?")
    template = f"{base}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}" + (f"?{query}" if query else "")
    return {**link(template, "item", CONTENT_TYPE, _("One tile")), "templated": True}


def _scheme(addresses: Addresses) -> Link:
    address = addresses.of("tile-matrix-set", matrices.NAME)
    return link(address, f"{REL}tiling-scheme", media.JSON, matrices.TITLE)


def _styles(layers: Sequence[Layer], addresses: Addresses) -> list[Link]:
    """TileJSON and style of a single layer; the style of the map where there are several."""
    if len(layers) > 1:
        return style_links(addresses.path("/tiles/style.json"))
    name = layers[0].name
    described = link(addresses.path(f"/tiles/{name}.json"), "describedby", media.JSON, "TileJSON")
    return [described, *style_links(addresses.path(f"/tiles/{name}/style.json")), *_archive(layers[0], addresses)]


def _archive(layer: Layer, addresses: Addresses) -> list[Link]:
    """The whole tileset as a file, where one was made."""
    last = last_export(layer, addresses.path(""))
    return [link(last["url"], "enclosure", ARCHIVE, _("All tiles as one file (PMTiles)"))] if last else []


def style_links(address: str) -> list[Link]:
    """By the name that is registered, and by the one that people guess."""
    return [link(address, rel, STYLE, _("Style for map programs")) for rel in ("stylesheet", "style")]
