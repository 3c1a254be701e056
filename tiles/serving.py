"""One tile for one viewer: its name, its bytes, and whether the reader has it already."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from geo.layers import Layer, Viewer
from tiles import sql
from tiles.cache import TileCache
from tiles.grid import TileCoord

GZIP_LEVEL = 6


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


def ask(layer: Layer, viewer: Viewer, tile: TileCoord, only: sql.Only = sql.NO_FILTER) -> Asked:
    """Compiles the query and names its answer, without running it."""
    found = sql.statement(layer, viewer, tile, only)
    named = repr((layer.name, layer.version(), found.sql, sorted(found.params.items())))
    return Asked(found, hashlib.sha256(named.encode()).hexdigest())


def packed(asked: Asked) -> bytes:
    """The tile, gzipped, from the cache or from the database; empty for an empty tile."""
    stored = tile_cache().get(asked.key)
    if stored is not None:
        return stored
    raw = sql.run(asked.statement)
    content = gzip.compress(raw, GZIP_LEVEL, mtime=0) if raw else b""
    tile_cache().put(asked.key, content)
    return content


@cache
def tile_cache() -> TileCache:
    """The one cache of this installation."""
    return TileCache(settings.STATE_DIR / "tiles-cache", settings.TILE_CACHE_BYTES)
