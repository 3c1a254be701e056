"""What every test stands on."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Pages name static files as they are: tests run without collecting and hashing them first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def own_snapshots(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Raw files that tests load are kept with the tests' own files."""
    settings.SNAPSHOT_DIR = tmp_path_factory.getbasetemp() / "snapshots"
