"""Tiles for whoever asks in a thread of Django's: pages, the feature API, commands. `tiles.door` does it in a loop."""

from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings
from django.http import HttpRequest

from geo.touches.reading import Follower
from tiles import naming, sql
from tiles.cache import TileCache, space_of
from tiles.content import CONTENT_TYPE, GZIP_LEVEL, Content, Reader, Reply, accepts_gzip, pack, together
from tiles.content import reply as _reply
from tiles.memory import TileMemory
from tiles.naming import Asked, ask, ask_all, key_of

__all__ = [
    "CONTENT_TYPE", "GZIP_LEVEL", "Asked", "Reader", "Reply", "ask", "ask_all", "content", "counted", "forget", "make",
    "packed", "reader_of", "reply", "tile_cache", "tile_memory",
]  # fmt: skip

_follower = Follower()


def reply(*asked: Asked, reader: Reader) -> Reply:
    """The HTTP answer: one tile of all that was asked."""
    return _reply(content(asked), reader)


def reader_of(request: HttpRequest) -> Reader:
    """What a request says of who reads."""
    accepted = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    return Reader(request.headers.get("If-None-Match", ""), accepted, not request.user.is_authenticated)


def content(asked: Sequence[Asked]) -> Content:
    """The tile as it is now, from memory, from disk or from the database."""
    key = _follower.look(lambda ledger: key_of(asked, ledger))
    found = tile_memory().get(key)
    if found is None:
        found = Content.of(_stored(key, asked))
        tile_memory().put(key, found)
    return found


def make(asked: Sequence[Asked]) -> int | None:
    """Put the tile on disk as it is now; how much it takes there, None where it was there already."""
    key = _follower.look(lambda ledger: key_of(asked, ledger))
    return None if tile_cache().has(key) else space_of(_stored(key, asked))


def packed(asked: Asked) -> bytes:
    """The tile, gzipped; empty for an empty tile."""
    return content([asked]).packed


def _stored(key: str, asked: Sequence[Asked]) -> bytes:
    stored = tile_cache().get(key)
    if stored is None:
        # Each layer is kept by itself as well: other addresses hold it together with others.
        stored = pack(sql.run(asked[0].statement)) if len(asked) == 1 else together(packed(one) for one in asked)
        tile_cache().put(key, stored)
    return stored


def counted(topics: Iterable[str]) -> tuple[object, ...]:
    """Stands while nothing of these topics changes, in whatever way; of this database, in every process."""
    known = tuple(topics)
    return naming.identity(), _follower.look(lambda ledger: tuple(map(ledger.total, known)))


def forget() -> None:
    """Trust nothing compiled or remembered before: for tests."""
    naming.forget()
    tile_memory.cache_clear()


@cache
def tile_cache() -> TileCache:
    """The one cache of this installation."""
    return TileCache(settings.STATE_DIR / "tiles-cache", settings.TILE_CACHE_BYTES)


@cache
def tile_memory() -> TileMemory:
    """The one of this process."""
    return TileMemory(settings.TILE_MEMORY_BYTES)
