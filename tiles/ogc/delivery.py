"""Tiles as HTTP answers, by the functions that serve `/tiles/`."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from geo.layers import Layer, Viewer
from tiles import serving
from tiles.grid import TileCoord
from tiles.question import Question


def delivered(
    request: HttpRequest, asked: Sequence[tuple[Layer, Question]], viewer: Viewer, coord: TileCoord
) -> HttpResponse:
    """200 with the tile, 204 where nothing is, 304 where the reader has it."""
    parts = (serving.ask(layer, viewer, coord, question) for layer, question in asked)
    reply = serving.reply(*parts, reader=serving.reader_of(request))
    return HttpResponse(reply.body, status=reply.status, headers=reply.headers)
