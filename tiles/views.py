"""Tiles and their descriptions over HTTP."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from geo.layers import Layer, Viewer, layer_for
from tiles import serving, sql
from tiles.attribution import sources
from tiles.grid import TileCoord
from tiles.tilejson import tilejson


@require_safe
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str) -> HttpResponseBase:
    """200 with the tile, 204 where nothing is, 304 when the reader has it; 400 for an address off the pyramid.

    `?kind=mine,sme` keeps those values only, for the fields by which the layer counts; other parameters are ignored.
    """
    viewer = Viewer.of(request.user)
    declared = layer_for(viewer, layer)
    asked = serving.ask(declared, viewer, TileCoord.parse(z, x, y), only(declared, request.GET.dict()))
    reply = serving.reply(
        asked,
        known=request.headers.get("If-None-Match", ""),
        gzip_accepted="gzip" in request.headers.get("Accept-Encoding", ""),
        public=not request.user.is_authenticated,
    )
    return HttpResponse(reply.body, status=reply.status, headers=reply.headers)


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


def only(layer: Layer, query: dict[str, str]) -> sql.Only:
    """The filter in a query string. Sorted, so that one filter has one name in every cache."""
    asked = ((field, query.get(field, "")) for field in sorted(layer.count_by))
    return tuple((field, tuple(sorted(set(values.split(","))))) for field, values in asked if values)
