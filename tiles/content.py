"""A finished tile, and the HTTP answers it gives: with or without compression, 304 where the reader has it."""

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

CONTENT_TYPE = "application/vnd.mapbox-vector-tile"
GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Content:
    """`packed` is the tile gzipped, empty for an empty tile.

    `etag` names what the tile holds and not what it was made from: a change nearby that leaves it as it was costs the
    reader nothing, and the name tells nobody that anything changed which he may not see. Weak, because the same tile
    is sent with and without compression.
    """

    packed: bytes
    etag: str

    @classmethod
    def of(cls, packed: bytes) -> "Content":
        """Of bytes that `pack` made."""
        return cls(packed, f'W/"{hashlib.blake2b(packed, digest_size=16).hexdigest()}"')


@dataclass(frozen=True, slots=True)
class Reader:
    """What a request says of who reads it. `known` is its If-None-Match; `public` is one without a login."""

    known: str = ""
    gzip_accepted: bool = False
    public: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer, for the view and for the quick door alike."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def pack(raw: bytes) -> bytes:
    """Equal tiles give equal bytes."""
    return gzip.compress(raw, GZIP_LEVEL, mtime=0) if raw else b""


def together(parts: Iterable[bytes]) -> bytes:
    """Several layers in one tile, packed. Encoded layers behind one another are a tile; packed ones are not."""
    some = [part for part in parts if part]
    return some[0] if len(some) == 1 else pack(b"".join(map(gzip.decompress, some)))


def reply(content: Content, reader: Reader) -> Reply:
    """200 with the tile, 204 where nothing is, 304 where the reader has it.

    Kept by the reader, but asked about each time: a correction shows at once, at the price of a 304.
    """
    headers = {
        "ETag": content.etag,
        "Cache-Control": "no-cache" if reader.public else "private, no-cache",
        "Vary": "Accept-Encoding, Cookie",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag",
    }
    if _names(reader.known, content.etag):
        return Reply(304, b"", headers)
    if not content.packed:
        return Reply(204, b"", headers)
    if not reader.gzip_accepted:
        return Reply(200, gzip.decompress(content.packed), headers | {"Content-Type": CONTENT_TYPE})
    return Reply(200, content.packed, headers | {"Content-Type": CONTENT_TYPE, "Content-Encoding": "gzip"})


@lru_cache(maxsize=256)
def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes it: by name or by `*`, and not at quality 0."""
    asked = {name.strip().lower(): quality for name, quality in map(_coding, header.split(","))}
    return asked.get("gzip", asked.get("x-gzip", asked.get("*", 0.0))) > 0


def _coding(text: str) -> tuple[str, float]:
    name, _semicolon, quality = text.partition(";")
    value = quality.replace(" ", "").lower().removeprefix("q=")
    try:
        return name, float(value) if value else 1.0
    except ValueError:
        return name, 1.0


def _names(known: str, etag: str) -> bool:
    """Whether an If-None-Match header names it; `W/` does not matter there."""
    if not known:
        return False
    return known.strip() == "*" or etag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in known.split(",")
    }
