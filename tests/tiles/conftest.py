"""Tiles are asked for against a clean cache."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tiles import serving


@pytest.fixture(autouse=True)
def own_cache(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A folder of this test's own, and nothing remembered from another database."""
    settings.STATE_DIR = tmp_path
    settings.TILE_CACHE_BYTES = 1_000_000
    settings.TILE_MEMORY_BYTES = 1_000_000
    serving.tile_cache.cache_clear()
    serving.forget()
    yield
    serving.tile_cache.cache_clear()
    serving.forget()
