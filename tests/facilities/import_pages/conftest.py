"""A steward who is logged in, files of one test only, and what was handed to the worker."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from facilities import jobs
from tests.builders_imports import a_steward


@pytest.fixture(autouse=True)
def state(settings: Any, tmp_path: Path) -> None:
    """Files of this test only."""
    settings.STATE_DIR, settings.SNAPSHOT_DIR = tmp_path, tmp_path / "snapshots"


@pytest.fixture(autouse=True)
def queue(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was handed to the worker."""
    handed: list[int] = []
    monkeypatch.setattr(jobs, "enqueue", lambda run: handed.append(run.pk))
    return handed


@pytest.fixture
def steward(client: Client) -> Client:
    """Logged in, in English."""
    client.force_login(a_steward())
    client.cookies["django_language"] = "en"
    return client
