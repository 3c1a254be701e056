"""Archives of base maps over HTTP, in ranges: a reader of PMTiles takes a directory here and a tile there."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from geo.basemaps import Basemap
from geo.errors import BadInput, NotFound

MOST_BYTES = 8_000_000
"""Of one answer. The largest directory of an archive has some hundred kilobytes, and a tile less than two megabytes."""

_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a file, both ends included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes they are."""
        return self.last - self.first + 1


@require_safe
def archive(request: HttpRequest, name: str) -> HttpResponse:
    """206 with the range asked for; 416 for one beyond the end; 400 without one: archives have gigabytes."""
    path = _path(name)
    size, etag = _state(path)
    headers = {"Accept-Ranges": "bytes", "ETag": etag, "Cache-Control": "public, max-age=3600"}
    if request.method == "HEAD":
        return HttpResponse(content_type=_TYPE, headers={**headers, "Content-Length": str(size)})
    span = _asked(request.headers.get("Range", ""), size)
    if span is None:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    return HttpResponse(_read(path, span), status=206, content_type=_TYPE, headers=headers)


_TYPE = "application/vnd.pmtiles"


def archives() -> dict[str, Basemap]:
    """The base maps that lie with us, by their ids."""
    return {basemap.id: basemap for basemap in settings.BASEMAPS if basemap.kind != "xyz"}


def _path(name: str) -> Path:
    basemap = archives().get(name)
    if basemap is None:
        raise NotFound("There is no such base map", field="name", value=name)
    # The name was checked at the start: it holds no folder.
    return Path(settings.BASEMAP_DIR) / basemap.address


def _state(path: Path) -> tuple[int, str]:
    try:
        about = path.stat()
    except OSError:
        raise NotFound("The file of this base map is gone", field="name", value=path.name) from None
    return about.st_size, f'"{about.st_mtime_ns:x}-{about.st_size:x}"'


def _asked(text: str, size: int) -> Span | None:
    """None for a range that begins beyond the end. Raises `BadInput` without a range, or for several or a wide one."""
    found = _RANGE.fullmatch(text)
    if found is None:
        raise BadInput(_("this archive is read in ranges, such as bytes=0-16383"), field="Range", value=text)
    first = int(found[1])
    last = min(int(found[2]) if found[2] else size - 1, size - 1)
    if first > last:
        return None
    if last - first >= MOST_BYTES:
        raise BadInput(_("a range has at most %(most)s bytes") % {"most": MOST_BYTES}, field="Range", value=text)
    return Span(first, last)


def _read(path: Path, span: Span) -> bytes:
    with path.open("rb") as file:
        file.seek(span.first, os.SEEK_SET)
        return file.read(span.length)
