"""Finished tiles in the memory of one process, before those on disk: what many ask for needs no file."""

import threading
from collections import OrderedDict

from tiles.content import Content

BESIDES = 1_000
"""Bytes that keeping a tile takes besides its own."""


class TileMemory:
    """The tiles asked for last, up to a bound. For any thread."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._bytes = 0
        self._held: OrderedDict[str, Content] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Content | None:
        """What was put last under the key, unless it had to go."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: str, content: Content) -> None:
        """Those not asked for the longest go. A tile larger than an eighth of the bound is not kept."""
        if _size(content) > self.max_bytes / 8:
            return
        with self._lock:
            self._take(key)
            self._held[key] = content
            self._bytes += _size(content)
            while self._bytes > self.max_bytes:
                self._take(next(iter(self._held)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._held.clear()
            self._bytes = 0

    def _take(self, key: str) -> None:
        gone = self._held.pop(key, None)
        if gone is not None:
            self._bytes -= _size(gone)


def _size(content: Content) -> int:
    return len(content.packed) + BESIDES
