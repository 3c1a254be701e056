"""Tiles and their descriptions over HTTP."""

import gzip

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from geo.layers import Layer, Viewer, layer_for
from tiles import serving, sql
from tiles.attribution import sources
from tiles.grid import TileCoord
from tiles.tilejson import tilejson

CONTENT_TYPE = "application/vnd.mapbox-vector-tile"


@require_safe
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str) -> HttpResponseBase:
    """200 with the tile, 204 where nothing is, 304 when the reader has it; 400 for an address off the pyramid.

    `?kind=mine,sme` keeps those values only, for the fields by which the layer counts; other parameters are ignored.
    """
    viewer = Viewer.of(request.user)
    declared = layer_for(viewer, layer)
    coord = TileCoord.parse(z, x, y)
    asked = serving.ask(declared, viewer, coord, _filter(request, declared))
    accepted = request.headers.get("Accept-Encoding", "")
    response = _answer(asked, request.headers.get("If-None-Match", ""), accepted)
    return _with_headers(response, asked.etag, anonymous=viewer == Viewer())


@require_safe
def describe(request: HttpRequest, layer: str) -> JsonResponse:
    """TileJSON 3.0."""
    declared = layer_for(Viewer.of(request.user), layer)
    base_url = f"{request.scheme}://{request.get_host()}"
    response = JsonResponse(tilejson(declared, base_url, sources().line), json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-cache"
    # Any site may draw what is public here; cookies are not sent along, so nothing else leaks.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _filter(request: HttpRequest, layer: Layer) -> sql.Only:
    """Sorted, so that one filter has one name in every cache."""
    asked = ((field, request.GET.get(field, "")) for field in sorted(layer.count_by))
    return tuple((field, tuple(sorted(set(values.split(","))))) for field, values in asked if values)


def _answer(asked: serving.Asked, known: str, accepted: str) -> HttpResponse:
    if asked.etag in known:
        return HttpResponse(status=304)
    content = serving.packed(asked)
    if not content:
        return HttpResponse(status=204)
    if "gzip" not in accepted:
        return HttpResponse(gzip.decompress(content), content_type=CONTENT_TYPE)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Encoding"] = "gzip"
    return response


def _with_headers(response: HttpResponse, etag: str, *, anonymous: bool) -> HttpResponse:
    """Kept by the reader, but asked about each time: a correction shows at once, at the price of a 304."""
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache" if anonymous else "private, no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response
