"""The archive that was last made of a layer for the public: where it lies, and what is told of it.

Layers whose features may be withdrawn have none: a file would go on showing what the public may no longer see.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from geo.layers import Layer

Json = dict[str, Any]

MEDIA_TYPE = "application/vnd.pmtiles"


def place_of(layer: Layer) -> Path:
    """Where the archive lies that is served to the public, or would lie."""
    return Path(settings.STATE_DIR) / "pmtiles" / f"{layer.name}.pmtiles"


def last_export(layer: Layer, root: str) -> Json | None:
    """Its address, its size and when it was made; None where none is handed out. `root` is scheme and host."""
    if layer.withdrawable:
        return None
    try:
        about = place_of(layer).stat()
    except OSError:
        return None
    made = datetime.fromtimestamp(about.st_mtime, tz=timezone.get_current_timezone())
    return {
        "url": f"{root}/tiles/{layer.name}.pmtiles",
        "bytes": about.st_size,
        "made_at": made.isoformat(timespec="seconds"),
    }
