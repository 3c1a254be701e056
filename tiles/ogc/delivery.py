"""Tiles as HTTP answers, by the functions that serve `/tiles/`."""

import gzip
import hashlib
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
    parts = [serving.ask(layer, viewer, coord, question) for layer, question in asked]
    known = request.headers.get("If-None-Match", "")
    gzip_accepted = "gzip" in request.headers.get("Accept-Encoding", "")
    public = not request.user.is_authenticated
    if len(parts) == 1:
        reply = serving.reply(parts[0], known=known, gzip_accepted=gzip_accepted, public=public)
    else:
        reply = _together(parts, known, gzip_accepted)
    return HttpResponse(reply.body, status=reply.status, headers=reply.headers)


def _together(parts: Sequence[serving.Asked], known: str, gzip_accepted: bool) -> serving.Reply:
    """Encoded layers behind one another are a tile."""
    named = hashlib.sha256("".join(part.key for part in parts).encode()).hexdigest()
    headers = {"ETag": f'W/"{named[:32]}"', "Vary": "Accept-Encoding"}
    if headers["ETag"] in known:
        return serving.Reply(304, b"", headers)
    raw = b"".join(gzip.decompress(packed) for packed in map(serving.packed, parts) if packed)
    if not raw:
        return serving.Reply(204, b"", headers)
    headers["Content-Type"] = serving.CONTENT_TYPE
    if not gzip_accepted:
        return serving.Reply(200, raw, headers)
    packed = gzip.compress(raw, serving.GZIP_LEVEL, mtime=0)
    return serving.Reply(200, packed, headers | {"Content-Encoding": "gzip"})
