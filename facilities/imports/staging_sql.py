"""The statements that work on the staging tables of a run, from their .sql files.

Sets of hundreds of thousands of rows are compared and written here; the ORM would carry each to Python and back. Table
names are made of the run's number and put in by `{staged}` and `{unseen}`; every value is a bound parameter.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from facilities.imports import addresses
from facilities.imports.staging import Staging

_FOLDER = Path(__file__).parent / "sql"
_BOUNDS = {"apart_m": addresses.APART_M, "site_most": addresses.MOST_OF_A_SITE}
"""What an address may hold together: values that every statement may name."""


def plan_for_sets() -> None:
    """Until the end of the transaction: memory to sort a whole register in, and no compiling of statements.

    Each statement runs once, and compiling one takes up to a second.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)")


def rows(*names: str, staging: Staging, **values: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement finds. Several names are the parts of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(names, staging), _BOUNDS | values)
        return list(cursor.fetchall())


def run(*names: str, staging: Staging, **values: Any) -> int:
    """How many rows a statement wrote. Several names are the parts of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(names, staging), _BOUNDS | values)
        return int(cursor.rowcount)


def _statement(names: Sequence[str], staging: Staging) -> str:
    return "\n".join(map(_text, names)).format(staged=staging.table, unseen=staging.unseen)


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
