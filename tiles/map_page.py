"""The map at `/`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from geo.events.channels import channels_for
from geo.layers import Viewer, layers_for
from geo.offices import office_of
from tiles import words
from tiles.attribution import sources
from tiles.ground_page import ground_page
from tiles.installed import READER_HEADER, reader_key
from tiles.takeaway import contents as takeaway
from tiles.tilejson import questions, tilejson


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The whole view (place, selection, layers, filters) is in the address; the page's script reads it there."""
    viewer = Viewer.of(request.user)
    found = sources()
    page: dict[str, Any] = {
        "layers": [tilejson(layer, "") | _asked_later(questions(layer, viewer)) for layer in layers_for(viewer)],
        "live": [channel.topic for channel in channels_for(viewer)],
        "text": words.text(),
        "attribution": found.whole,
        "backdrop": found.backdrop,
        "office": office.name if (office := office_of(request.user)) else "",
        "reader": reader_key(request.user),
        "borderErrorM": found.border_error_m,
        "takeawayMost": takeaway.MOST,
        **ground_page(),
    }
    picking = "pick" in request.GET
    shown = {"page": page, "sources": found, "picking": picking, "takeaway_most": takeaway.MOST}
    answer = render(request, "tiles/map.html", shown)
    answer[READER_HEADER] = page["reader"]
    return answer


def _asked_later(asked: dict[str, Any]) -> dict[str, Any]:
    """Without the values of the filters: hundreds, of which most readers want none. Their menu asks the TileJSON."""
    return asked | {"filters": [known | {"options": None} for known in asked["filters"]]}
