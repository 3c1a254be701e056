"""Formats that are finished before they can be sent: where they are made, and how they leave."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_PIECE = 1 << 18
_KEPT_S = 86_400


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder that is gone afterwards, however the work ends."""
    parent = Path(settings.STATE_DIR) / "exports"
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        _forget_older_than(Path(folder))
        yield Path(folder)


def _forget_older_than(fresh: Path) -> None:
    """What a server that was killed left behind a day and longer ago."""
    oldest = fresh.stat().st_mtime - _KEPT_S
    for folder in fresh.parent.iterdir():
        if folder.is_dir() and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def sent(path: Path) -> Iterator[bytes]:
    """The file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
