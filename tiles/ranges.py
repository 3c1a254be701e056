"""Files over HTTP in ranges (RFC 9110, 14): a reader of PMTiles takes a directory here and a tile there."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from geo.errors import BadInput

MOST_BYTES = 8_000_000
"""Of one answer. The largest directory of an archive has some hundred kilobytes, and a tile less than two megabytes."""

_PIECE = 1 << 18
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


def sent(request: HttpRequest, path: Path, kind: str, headers: dict[str, str]) -> HttpResponseBase:
    """206 with the range asked for, 200 with the whole file where none is, 416 beyond its end, 304 where it is known.

    Raises `OSError` where the file is gone, `BadInput` for several ranges or a wide one.
    """
    size, etag = state(path)
    headers = {"Accept-Ranges": "bytes", "ETag": etag, **headers}
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    if request.method == "HEAD":
        return HttpResponse(content_type=kind, headers={**headers, "Content-Length": str(size)})
    if "Range" not in request.headers or request.headers.get("If-Range", etag) != etag:
        length = {"Content-Length": str(size)}
        return StreamingHttpResponse(_pieces(request, path), content_type=kind, headers={**headers, **length})
    return part(path, asked(request.headers["Range"], size), size, kind, headers)


def part(path: Path, span: Span | None, size: int, kind: str, headers: dict[str, str]) -> HttpResponse:
    """206 with the span, or 416 without one."""
    if span is None:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers = {**headers, "Content-Range": f"bytes {span.first}-{span.last}/{size}"}
    return HttpResponse(read(path, span), status=206, content_type=kind, headers=headers)


def state(path: Path) -> tuple[int, str]:
    """Size and ETag. Raises `OSError` where the file is gone."""
    about = path.stat()
    return about.st_size, f'"{about.st_mtime_ns:x}-{about.st_size:x}"'


def asked(text: str, size: int) -> Span | None:
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


def read(path: Path, span: Span) -> bytes:
    """The bytes of a span."""
    with path.open("rb") as file:
        file.seek(span.first, os.SEEK_SET)
        return file.read(span.length)


def _pieces(request: HttpRequest, path: Path) -> Iterator[bytes] | AsyncIterator[bytes]:
    """An asynchronous server must not wait for the disk; another one pulls the pieces itself."""
    return _later(path) if isinstance(request, ASGIRequest) else _now(path)


def _now(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_PIECE), b"")


async def _later(path: Path) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(path.open, "rb")
    try:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
    finally:
        file.close()
