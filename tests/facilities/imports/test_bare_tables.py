"""A first load fills tables without their indexes, and leaves them exactly as it found them."""

from pathlib import Path

import pytest
from django.db import connection

from facilities.imports import applying, bare_tables
from facilities.models import Facility, Licence
from tests.facilities.imports.feeds import feed, load, row, written

pytestmark = pytest.mark.django_db


def definitions() -> list[tuple[str, ...]]:
    """Every index and constraint of the register's tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'facilities_%'")
        indexes = cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) || convalidated FROM pg_constraint "
            "WHERE conrelid::regclass::text LIKE 'facilities_%'"
        )
        return sorted([*indexes, *cursor.fetchall()])


def test_all_indexes_and_constraints_are_there_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = definitions()
    monkeypatch.setattr(applying, "_FILLED_BARE", 1)
    load(written(tmp_path / "feed.csv", [*feed(20), row(90, FADDR="1", LAT="13.8001")]))
    assert definitions() == before
    assert (Facility.objects.count(), Licence.objects.count()) == (20, 21)


def test_while_bare_only_primary_keys_are_left() -> None:
    with bare_tables.bare():
        kept = [
            name for table, name, _definition in definitions() if table == "facilities_licence" and "check" not in name
        ]
    assert set(kept) == {"facilities_licence_pkey"}


def test_a_register_that_holds_anything_is_not_empty(tmp_path: Path) -> None:
    assert bare_tables.is_empty()
    load(written(tmp_path / "feed.csv", feed(1)))
    assert not bare_tables.is_empty()
