"""Tiles on disk, shared by all workers, bounded in size. The key names the content's version, so nothing expires.

Plain files and not a library: one write is one atomic rename, one read is one open, and the system's page cache
holds what is asked for often.
"""

import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

KEEP_SHARE = 0.8
"""A sweep goes down to this share of the bound, so that the next write does not start another."""

LOOK_SHARE = 0.05
"""A process that has written this share of the bound looks at the total, as it does at its first write."""

_BLOCK = 4096
_AGAIN_S = 3600
"""A tile that is read counts as new from then on; that is noted no more often than this."""


@dataclass
class TileCache:
    """`get` and `put` by a hexadecimal key. Losing any file, or all of them, costs only time.

    The bound is on what the files take on disk. Several processes may exceed it by `LOOK_SHARE` each for a moment.
    """

    folder: Path
    max_bytes: int
    _unseen: float = field(default=float("inf"), init=False)

    def get(self, key: str) -> bytes | None:
        """What was put, or None, also when it cannot be read."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                content = file.read()
                self._note_use(path, os.fstat(file.fileno()).st_mtime)
        except OSError:
            return None
        return content

    def has(self, key: str) -> bool:
        """Whether `get` would give it."""
        return self._path(key).exists()

    def put(self, key: str, content: bytes) -> None:
        """Appears whole or not at all to other processes. A full or read-only disk is no reason to fail a request."""
        if not self.max_bytes:
            return
        try:
            self._write(self._path(key), content)
        except OSError:
            return
        self._unseen += space_of(content)
        if self._unseen > self.max_bytes * LOOK_SHARE:
            self.sweep()

    def sweep(self) -> None:
        """Delete what was not asked for the longest until the total is below the bound. Two at once do no harm."""
        self._unseen = 0.0
        files = sorted(self._files(), reverse=True)
        total = 0
        limit = self.max_bytes if sum(size for _, size, _ in files) > self.max_bytes else None
        for _used, size, path in files:
            total += size
            if limit is not None and total > limit * KEEP_SHARE:
                path.unlink(missing_ok=True)

    def size(self) -> int:
        """Bytes on disk, all processes' tiles together."""
        return sum(size for _used, size, _path in self._files())

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)

    def _note_use(self, path: Path, noted: float) -> None:
        if time.time() - noted > _AGAIN_S:
            os.utime(path)

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self.folder.glob("??/*"):
            try:
                about = path.stat()
            except FileNotFoundError:
                continue
            found.append((about.st_mtime, _blocks(about.st_size), path))
        return found


def space_of(content: bytes) -> int:
    """What it takes on disk: small files take a whole block."""
    return _blocks(len(content))


def _blocks(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK
