"""Formats that are finished before they can be sent: where they are made, and how they leave."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_PIECE = 1 << 18


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder that is gone afterwards, however the work ends."""
    parent = Path(settings.STATE_DIR) / "exports"
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Path(folder)


def sent(path: Path) -> Iterator[bytes]:
    """The file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
