"""Finds the real files that tests marked `realdata` read; they are no part of the repository."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def real_file(name: str) -> Path:
    """A file of ../shared/data (or REALDATA_DIR); the test is skipped, saying so, where it is missing."""
    path = Path(os.environ.get("REALDATA_DIR", _BESIDE)) / name
    if not path.is_file():
        pytest.skip(f"the real file {path} is not here")
    return path
