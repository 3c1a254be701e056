"""Style documents, sprites and glyphs over HTTP: what a map program needs to draw our tiles as we do."""

import hashlib
import json
import re
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.errors import BadInput, NotFound
from geo.layers import Viewer, all_layers, layer_for, layers_for
from tiles.glyphs.distances import glyphs as drawn_glyphs
from tiles.glyphs.font import weight_of
from tiles.palette import Scheme
from tiles.sprite.sheet import Sheet, ordered, sheet
from tiles.style import document
from tiles.style.looks import icons

_RANGE = re.compile(r"(\d{1,5})-(\d{1,5})", re.ASCII)


@require_safe
def layer_style(request: HttpRequest, layer: str) -> HttpResponse:
    """`?scheme=dark` for dark grounds; names are in the language of the request."""
    declared = layer_for(Viewer.of(request.user), layer)
    return _json(document.of_layer(declared, _root(request), _scheme(request)), document.MEDIA_TYPE)


@require_safe
def map_style(request: HttpRequest) -> HttpResponse:
    """Every layer that this viewer may know of."""
    layers = layers_for(Viewer.of(request.user))
    return _json(document.of_map(layers, _root(request), _scheme(request)), document.MEDIA_TYPE)


@require_safe
def sprite(request: HttpRequest, dark: str, double: str, form: str) -> HttpResponse:
    """The sheet or its index. The same for everybody: a shape says nothing of what is drawn with it."""
    found = _sheet("dark" if dark else "light", 2 if double else 1)
    if form == "json":
        return _kept(request, json.dumps(found.index).encode(), "application/json")
    return _kept(request, found.png, "image/png")


@require_safe
def glyphs(request: HttpRequest, stack: str, codes: str) -> HttpResponse:
    """256 letters of one font."""
    asked = _RANGE.fullmatch(codes)
    first = int(asked[1]) if asked else -1
    if asked is None or first % 256 or int(asked[2]) != first + 255 or first > 65_280:
        raise NotFound(_("The range is 256 codes such as 0-255"), field="range", value=codes)
    return _kept(request, drawn_glyphs(weight_of(stack), first), "application/x-protobuf")


def _sheet(scheme: Scheme, ratio: int) -> Sheet:
    return sheet(ordered(icons(all_layers())), scheme, ratio)


def _scheme(request: HttpRequest) -> Scheme:
    asked = request.GET.get("scheme", "light")
    if asked not in ("light", "dark"):
        raise BadInput(_("scheme is light or dark"), field="scheme", value=asked)
    return cast(Scheme, asked)


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _json(content: document.Json, kind: str) -> HttpResponse:
    response = HttpResponse(json.dumps(content, ensure_ascii=False), content_type=kind)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response


def _kept(request: HttpRequest, content: bytes, kind: str) -> HttpResponse:
    """Asked about each time, sent once: the same address shows another sheet after the signs were changed."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    known = etag in request.headers.get("If-None-Match", "")
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(b"" if known else content, content_type=kind, status=304 if known else 200, headers=headers)
