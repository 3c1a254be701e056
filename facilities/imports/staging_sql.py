"""The statements that work on the staging tables of a run, from their .sql files.

Sets of hundreds of thousands of rows are compared and written here; the ORM would carry each to Python and back. Table
names are made of the run's number and put in by `{staged}` and `{unseen}`; every value is a bound parameter.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from facilities.imports import addresses
from facilities.imports.staging import Staging

_FOLDER = Path(__file__).parent / "sql"
_BOUNDS = {"apart_m": addresses.APART_M, "site_most": addresses.MOST_OF_A_SITE}
"""What an address may hold together: values that every statement may name."""


def rows(name: str, staging: Staging, **values: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(name, staging), _BOUNDS | values)
        return list(cursor.fetchall())


def run(name: str, staging: Staging, **values: Any) -> int:
    """How many rows a statement wrote."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(name, staging), _BOUNDS | values)
        return int(cursor.rowcount)


def _statement(name: str, staging: Staging) -> str:
    return _text(name).format(staged=staging.table, unseen=staging.unseen)


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
