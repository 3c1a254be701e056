"""Statements asked for every report: planned once on a connection and kept, not planned anew with every question.

Django's cursors write the values into the text, which PostgreSQL then plans each time; for a statement of many joins
that takes several times as long as carrying it out. psycopg's own cursor binds them and lets the connection keep the
plan.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
Values = Mapping[str, Any]


def rows(statement: str, values: Values, *, using: str = "default") -> list[Row]:
    """All rows of a statement with named values. Raises what Django's own cursor would."""
    with _carried_out(statement, values, using) as found:
        return found.fetchall()


def named_rows(statement: str, values: Values, *, using: str = "default") -> list[dict[str, Any]]:
    """The same, each row by the names of its columns."""
    with _carried_out(statement, values, using) as found:
        names = [column.name for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def _carried_out(statement: str, values: Values, using: str) -> Iterator["psycopg.Cursor[Row]"]:
    connection = connections[using]
    connection.ensure_connection()
    started = time.monotonic()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor.execute(statement, values, prepare=True)
    _note(connection, statement, time.monotonic() - started)


def _note(connection: BaseDatabaseWrapper, statement: str, seconds: float) -> None:
    """Where Django notes its queries, these are noted with them."""
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": f"{seconds:.3f}"})
