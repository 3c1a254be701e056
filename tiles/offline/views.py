"""The archive of a layer over HTTP: the last export that was made for the public, whole or in ranges."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.errors import NotFound
from geo.layers import Viewer, layer_for
from tiles import ranges
from tiles.offline.last import MEDIA_TYPE, place_of


@require_safe
def archive(request: HttpRequest, layer: str) -> HttpResponseBase:
    """What it holds is of the moment when it was made, which its metadata tell. 404 says how one is made."""
    declared = layer_for(Viewer.of(request.user), layer)
    if declared.withdrawable:
        rule = _("Features of this layer may be withdrawn: no archive of it is handed out")
        raise NotFound(rule, field="layer", value=layer)
    file = place_of(declared)
    headers = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    headers["Access-Control-Expose-Headers"] = "Content-Range, Content-Length, ETag"
    headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    try:
        return ranges.sent(request, file, MEDIA_TYPE, headers)
    except FileNotFoundError:
        rule = _("No archive of this layer was made yet; script/manage export_pmtiles %(layer)s makes one")
        raise NotFound(rule % {"layer": layer}, field="layer", value=layer) from None
