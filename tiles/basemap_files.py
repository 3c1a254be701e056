"""Archives of base maps over HTTP, in ranges: a reader of PMTiles takes a directory here and a tile there."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.basemaps import Basemap
from geo.errors import NotFound
from tiles import ranges


@require_safe
def archive(request: HttpRequest, name: str) -> HttpResponse:
    """206 with the range asked for; 416 for one beyond the end; 400 without one: archives have gigabytes."""
    path = _path(name)
    size, etag = _state(path)
    headers = {"Accept-Ranges": "bytes", "ETag": etag, "Cache-Control": "public, max-age=3600"}
    if request.method == "HEAD":
        return HttpResponse(content_type=_TYPE, headers={**headers, "Content-Length": str(size)})
    span = ranges.asked(request.headers.get("Range", ""), size)
    return ranges.part(path, span, size, _TYPE, headers)


_TYPE = "application/vnd.pmtiles"


def archives() -> dict[str, Basemap]:
    """The base maps that lie with us, by their ids."""
    return {basemap.id: basemap for basemap in settings.BASEMAPS if basemap.kind != "xyz"}


def _path(name: str) -> Path:
    basemap = archives().get(name)
    if basemap is None:
        raise NotFound(_("There is no such base map"), field="name", value=name)
    # The name was checked at the start: it holds no folder.
    return Path(settings.BASEMAP_DIR) / basemap.address


def _state(path: Path) -> tuple[int, str]:
    try:
        return ranges.state(path)
    except OSError:
        raise NotFound(_("The file of this base map is gone"), field="name", value=path.name) from None
