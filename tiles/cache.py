"""Tiles on disk, shared by all workers, bounded in size. The key names the content's version, so nothing expires.

Plain files and not a library: one write is one atomic rename, one read is one open, and the system's page cache
holds what is asked for often.
"""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

SWEEP_EVERY = 400
"""Writes of one process between two looks at the total size."""

KEEP_SHARE = 0.8
"""A sweep goes down to this share of the bound, so that the next write does not start another."""


@dataclass
class TileCache:
    """`get` and `put` by a hexadecimal key. Losing any file, or all of them, costs only time."""

    folder: Path
    max_bytes: int
    _writes: int = field(default=0, init=False)

    def get(self, key: str) -> bytes | None:
        """What was put, or None, also when it cannot be read."""
        try:
            return self._path(key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, content: bytes) -> None:
        """Appears whole or not at all to other processes. A full or read-only disk is no reason to fail a request."""
        if not self.max_bytes:
            return
        try:
            self._write(self._path(key), content)
        except OSError:
            return
        self._writes += 1
        if self._writes % SWEEP_EVERY == 1:
            self.sweep()

    def sweep(self) -> None:
        """Delete the oldest files until the total is below the bound. Two sweeps at once do no harm."""
        files = sorted(self._files(), reverse=True)
        total = 0
        limit = self.max_bytes if sum(size for _, size, _ in files) > self.max_bytes else None
        for _written, size, path in files:
            total += size
            if limit is not None and total > limit * KEEP_SHARE:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self.folder.glob("??/*"):
            try:
                about = path.stat()
            except FileNotFoundError:
                continue
            found.append((about.st_mtime, about.st_size, path))
        return found
