"""Tilesets and tiles under `/ogc/`: parse, ask the functions that serve `/tiles/`, answer."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from geo.errors import BadInput
from geo.layers import Layer, Viewer
from geo.ogc import media
from geo.ogc.answering import answer, only, served
from geo.ogc.collections import rows_of
from geo.ogc.links import Addresses, link
from geo.patience import patient_with_strangers
from tiles import serving
from tiles.ogc import asking, matrices, tilesets


@served
def matrix_sets(request: HttpRequest) -> HttpResponse:
    """The list of tile matrix sets, which has one."""
    only(request)
    addresses, html = Addresses(request), media.wants_html(request)
    address = addresses.of("tile-matrix-set", matrices.NAME)
    one = {"id": matrices.NAME, "title": matrices.TITLE, "uri": matrices.URI, "crs": matrices.CRS}
    entry = one | {"links": [link(address, "self", media.JSON, matrices.TITLE)]}
    content = {"tileMatrixSets": [entry], "links": addresses.self_and_other(html)}
    return answer(request, html, "tiles/ogc/matrix_sets.html", content)


@served
def matrix_set(request: HttpRequest, matrix_set: str) -> HttpResponse:
    """WebMercatorQuad."""
    only(request)
    asking.check(matrix_set)
    return answer(request, media.wants_html(request), "tiles/ogc/matrix_set.html", matrices.definition())


@served
def collection_tilesets(request: HttpRequest, name: str) -> HttpResponse:
    """The list of a collection's tilesets, which has one."""
    only(request)
    layer, _rows = rows_of(Viewer.of(request.user), name)
    address = Addresses(request).of("collection-tileset", name, matrices.NAME)
    return _list(request, str(layer.title), address)


@served
def collection_tileset(request: HttpRequest, name: str, matrix_set: str) -> HttpResponse:
    """A collection's tileset."""
    only(request)
    asking.check(matrix_set)
    layer, _rows = rows_of(Viewer.of(request.user), name)
    return _tileset(request, str(layer.title), [layer], Addresses(request).of("collection-tileset", name, matrix_set))


@served
@patient_with_strangers
def collection_tile(request: HttpRequest, name: str, **place: str) -> HttpResponse:
    """One of its tiles: 204 where nothing is."""
    viewer = Viewer.of(request.user)
    layer, _rows = rows_of(viewer, name)
    if "collections" in request.GET:
        raise BadInput("collections is for the tiles of the dataset", field="collections", value=name)
    return _tile(request, [layer], viewer, **place)


@served
def dataset_tilesets(request: HttpRequest) -> HttpResponse:
    """The list of the dataset's tilesets, which has one."""
    only(request)
    return _list(request, _("All layers"), Addresses(request).of("dataset-tileset", matrices.NAME))


@served
def dataset_tileset(request: HttpRequest, matrix_set: str) -> HttpResponse:
    """The dataset's tileset, or with `collections` the part of it that they are."""
    only(request, "collections")
    asking.check(matrix_set)
    layers = asking.collections(request, Viewer.of(request.user))
    chosen = {"collections": request.GET["collections"]} if "collections" in request.GET else {}
    address = Addresses(request).of("dataset-tileset", matrix_set, **chosen)
    return _tileset(request, _("All layers"), layers, address)


@served
@patient_with_strangers
def dataset_tile(request: HttpRequest, **place: str) -> HttpResponse:
    """One tile with a layer for each collection."""
    viewer = Viewer.of(request.user)
    return _tile(request, asking.collections(request, viewer), viewer, **place)


def _list(request: HttpRequest, title: str, address: str) -> HttpResponse:
    addresses, html = Addresses(request), media.wants_html(request)
    content = tilesets.listed(title, address, addresses) | {"links": addresses.self_and_other(html)}
    return answer(request, html, "tiles/ogc/tilesets.html", content | {"title": title} if html else content)


def _tileset(request: HttpRequest, title: str, layers: Sequence[Layer], address: str) -> HttpResponse:
    addresses, html = Addresses(request), media.wants_html(request)
    content: dict[str, Any] = tilesets.metadata(title, layers, address, addresses)
    content["links"] = [*addresses.self_and_other(html), *content["links"]]
    return answer(request, html, "tiles/ogc/tileset.html", content)


def _tile(request: HttpRequest, layers: Sequence[Layer], viewer: Viewer, **place: str) -> HttpResponse:
    if request.GET.get("f", "mvt") != "mvt":
        raise BadInput("f is mvt", field="f", value=request.GET["f"])
    coord = asking.place(place["matrix_set"], place["matrix"], place["row"], place["col"], layers)
    asked = [
        serving.ask(layer, viewer, coord, question)
        for layer, question in asking.questions(request, layers, viewer)
        if layer.min_zoom <= coord.z <= layer.max_zoom
    ]
    reply = serving.reply(*asked, reader=serving.reader_of(request))
    return HttpResponse(reply.body, status=reply.status, headers=reply.headers)
