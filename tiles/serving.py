"""One tile for one viewer: its name, its bytes, and whether the reader has it already."""

import gzip
import hashlib
import time
from dataclasses import dataclass, field
from functools import cache, lru_cache

from django.conf import settings

from geo.layers import Layer, Viewer
from tiles import sql
from tiles.cache import TileCache
from tiles.grid import TileCoord
from tiles.question import EVERYTHING, Question

CONTENT_TYPE = "application/vnd.mapbox-vector-tile"
GZIP_LEVEL = 6

VERSION_SECONDS = 0.2
"""For so long one process trusts the version it last read: a burst of tiles asks the database once."""

COMPILED_SECONDS = 60
"""For so long a compiled query is used again; a query that depends on the clock is late by no more than this."""


@dataclass(frozen=True)
class Asked:
    """What a request means. `key` depends on everything the tile depends on, and on nothing else.

    Two viewers share a key exactly when the layer gives both the same query: roles are not compared, queries are,
    so a rule that a layer adds later can never be forgotten here.
    """

    statement: sql.Statement
    key: str

    @property
    def etag(self) -> str:
        """Weak: the same tile is sent with and without compression."""
        return f'W/"{self.key[:32]}"'


@dataclass(frozen=True)
class Reply:
    """An HTTP answer, for the view and for the quick door alike."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def ask(layer: Layer, viewer: Viewer, tile: TileCoord, question: Question = EVERYTHING) -> Asked:
    """Composes the query and names its answer, without running it."""
    rows = _rows(layer, viewer, tile.z, question, int(time.monotonic() / COMPILED_SECONDS))
    found = sql.statement(layer, rows, tile, question.form)
    named = repr((layer.name, version(layer), found.sql, sorted(found.params.items())))
    return Asked(found, hashlib.sha256(named.encode()).hexdigest())


def reply(asked: Asked, *, known: str, gzip_accepted: bool, public: bool) -> Reply:
    """200 with the tile, 204 where nothing is, 304 when `known` (If-None-Match) names it.

    Kept by the reader, but asked about each time: a correction shows at once, at the price of a 304.
    """
    headers = {
        "ETag": asked.etag,
        "Cache-Control": "no-cache" if public else "private, no-cache",
        "Vary": "Accept-Encoding, Cookie",
        "Access-Control-Allow-Origin": "*",
    }
    if asked.etag in known:
        return Reply(304, b"", headers)
    content = packed(asked)
    if not content:
        return Reply(204, b"", headers)
    if not gzip_accepted:
        return Reply(200, gzip.decompress(content), headers | {"Content-Type": CONTENT_TYPE})
    return Reply(200, content, headers | {"Content-Type": CONTENT_TYPE, "Content-Encoding": "gzip"})


def packed(asked: Asked) -> bytes:
    """The tile, gzipped, from the cache or from the database; empty for an empty tile."""
    stored = tile_cache().get(asked.key)
    if stored is not None:
        return stored
    raw = sql.run(asked.statement)
    content = gzip.compress(raw, GZIP_LEVEL, mtime=0) if raw else b""
    tile_cache().put(asked.key, content)
    return content


def version(layer: Layer) -> str:
    """The layer's version, at most `VERSION_SECONDS` old."""
    now = time.monotonic()
    read_at, known = _versions.get(layer.name, (-1.0, ""))
    if read_at < 0 or now - read_at > VERSION_SECONDS:
        # Noted with the time before the question, so that the bound holds however slow the answer was.
        known = layer.version()
        _versions[layer.name] = (now, known)
    return known


def forget() -> None:
    """Trust nothing read before: for tests, and for a process that has just changed a layer."""
    _versions.clear()
    _rows.cache_clear()


@cache
def tile_cache() -> TileCache:
    """The one cache of this installation."""
    return TileCache(settings.STATE_DIR / "tiles-cache", settings.TILE_CACHE_BYTES)


_versions: dict[str, tuple[float, str]] = {}


@lru_cache(maxsize=2048)
def _rows(layer: Layer, viewer: Viewer, zoom: int, question: Question, _period: int) -> sql.Rows:
    return sql.rows(layer, viewer, zoom, question)
