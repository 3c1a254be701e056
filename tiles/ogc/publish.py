"""What tiles add to the feature API: registered in `AppConfig.ready()`."""

from typing import Any

from django.urls import URLPattern, re_path
from django.utils.translation import gettext as _

from geo.layers import Layer
from geo.ogc import media
from geo.ogc.extensions import Extension, register
from geo.ogc.links import Addresses, Link, link
from tiles.ogc import description
from tiles.ogc.tilesets import REL, style_links

Json = dict[str, Any]

_TILES = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/"
_TMS = "http://www.opengis.net/spec/tms/2.0/conf/"

CONFORMANCE = (
    *(
        _TILES + name
        for name in (
            "core",
            "tileset",
            "tilesets-list",
            "dataset-tilesets",
            "geodata-tilesets",
            "collections-selection",
            "datetime",
            "mvt",
            "oas30",
        )
    ),
    *(
        _TMS + name
        for name in (
            "tilematrixset",
            "tilematrixsetlimits",
            "tilesetmetadata",
            "json-tilematrixset",
            "json-tilematrixsetlimits",
            "json-tilesetmetadata",
        )
    ),
)

_SET = r"(?P<matrix_set>[A-Za-z0-9_]+)"
_PLACE = r"(?P<matrix>[^/]+)/(?P<row>[^/]+)/(?P<col>[^/]+)"
_COLLECTION = r"^collections/(?P<name>[a-z_]+)/tiles"


def publish() -> None:
    """Called once."""
    register(
        Extension(
            conformance=CONFORMANCE,
            urls=_urls,
            landing_links=_landing_links,
            collection_links=_collection_links,
            paths=description.paths,
            components=description.components,
        )
    )


def _urls() -> list[URLPattern]:
    # Views need the registry of layers, which is not complete while apps are still getting ready.
    from tiles.ogc import views

    return [
        re_path(r"^tileMatrixSets/?$", views.matrix_sets, name="tile-matrix-sets"),
        re_path(rf"^tileMatrixSets/{_SET}/?$", views.matrix_set, name="tile-matrix-set"),
        re_path(r"^tiles/?$", views.dataset_tilesets, name="dataset-tilesets"),
        re_path(rf"^tiles/{_SET}/?$", views.dataset_tileset, name="dataset-tileset"),
        re_path(rf"^tiles/{_SET}/{_PLACE}$", views.dataset_tile, name="dataset-tile"),
        re_path(rf"{_COLLECTION}/?$", views.collection_tilesets, name="collection-tilesets"),
        re_path(rf"{_COLLECTION}/{_SET}/?$", views.collection_tileset, name="collection-tileset"),
        re_path(rf"{_COLLECTION}/{_SET}/{_PLACE}$", views.collection_tile, name="collection-tile"),
    ]


def _landing_links(addresses: Addresses) -> list[Link]:
    tiles, schemes = addresses.of("dataset-tilesets"), addresses.of("tile-matrix-sets")
    return [
        link(tiles, f"{REL}tilesets-vector", media.JSON, _("Vector tiles of all layers")),
        link(f"{tiles}?f=html", f"{REL}tilesets-vector", media.HTML, _("Vector tiles of all layers")),
        link(schemes, f"{REL}tiling-schemes", media.JSON, _("Tile matrix sets")),
        link(f"{schemes}?f=html", f"{REL}tiling-schemes", media.HTML, _("Tile matrix sets")),
        *style_links(addresses.path("/tiles/style.json")),
    ]


def _collection_links(layer: Layer, addresses: Addresses) -> list[Link]:
    tiles = addresses.of("collection-tilesets", layer.name)
    return [
        link(tiles, f"{REL}tilesets-vector", media.JSON, _("Vector tiles")),
        link(f"{tiles}?f=html", f"{REL}tilesets-vector", media.HTML, _("Vector tiles")),
        *style_links(addresses.path(f"/tiles/{layer.name}/style.json")),
    ]
