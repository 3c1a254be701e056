"""Tiles and their descriptions over HTTP."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from geo.layers import Viewer, layer_for
from geo.patience import patient_with_strangers
from tiles import serving
from tiles.attribution import sources
from tiles.grid import TileCoord
from tiles.offline.last import last_export
from tiles.question import pairs
from tiles.tilejson import questions, tilejson


@require_safe
@patient_with_strangers
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str) -> HttpResponseBase:
    """200 with the tile, 204 where nothing is, 304 when the reader has it; 400 for an address off the pyramid.

    Of one layer, or of several with commas between their names. What the query string may say: `tiles.question`.
    """
    asked = serving.ask_all(Viewer.of(request.user), layer, TileCoord.parse(z, x, y), pairs(request.GET))
    reply = serving.reply(*asked, reader=serving.reader_of(request))
    return HttpResponse(reply.body, status=reply.status, headers=reply.headers)


@require_safe
def describe(request: HttpRequest, layer: str) -> JsonResponse:
    """TileJSON 3.0."""
    viewer = Viewer.of(request.user)
    declared = layer_for(viewer, layer)
    base_url = f"{request.scheme}://{request.get_host()}"
    elsewhere = {"style": f"{base_url}/tiles/{layer}/style.json", "archive": last_export(declared, base_url)}
    described = tilejson(declared, base_url, sources().of(layer)) | questions(declared, viewer) | elsewhere
    response = JsonResponse(described, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-cache"
    # Any site may draw what is public here; cookies are not sent along, so nothing else leaks.
    response["Access-Control-Allow-Origin"] = "*"
    return response
