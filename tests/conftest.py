"""What every test stands on."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from geo import kept


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Pages name static files as they are: tests run without collecting and hashing them first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests that commit empty all tables between themselves, which the guard of the history allows nobody else.

    None of it needs to survive a power cut, so no commit waits for the disk.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET phangut.flush = 'on'")
        cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = 'off'")
    connection.close()
    connection.close_pool()


@pytest.fixture(autouse=True)
def own_snapshots(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Raw files that tests load are kept with the tests' own files."""
    settings.SNAPSHOT_DIR = tmp_path_factory.getbasetemp() / "snapshots"


@pytest.fixture(autouse=True)
def language_of_its_own() -> Iterator[None]:
    """A request in English leaves its thread in English; the next test begins in the language of the service."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def memory_of_its_own() -> Iterator[None]:
    """What a test reads of small tables goes with the test, as its rows do."""
    kept.forget_everything()
    yield
    kept.forget_everything()
