"""Statements asked for every report: planned once on a connection and kept, not planned anew with every question.

Django's cursors write the values into the text, which PostgreSQL then plans each time; for a statement of many joins
that takes several times as long as carrying it out. psycopg's own cursor binds them and lets the connection keep the
plan. PostgreSQL would still plan anew for the values wherever it believes to find something better, so connections
are told not to: what is asked here has one good plan for all values. But for LIMIT: of a number that is bound the
planner only knows that it is a tenth of everything, so this one is written into the text.
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any
from weakref import WeakSet

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

Row = tuple[Any, ...]
Values = Mapping[str, Any]

_NAMED = re.compile(r"%\((\w+)\)s|%%")
_LIMIT = re.compile(r"\bLIMIT %\((\w+)\)s")
_KEEP_PLANS = b"SET plan_cache_mode = force_generic_plan"
_keeping: "WeakSet[psycopg.Connection[Any]]" = WeakSet()


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
    numbered, names = _numbered(statement, *(int(values[name]) for name in _limits(statement)))
    started = time.monotonic()
    with connection.wrap_database_errors, psycopg.RawCursor(_keeping_plans(connection.connection)) as cursor:
        yield cursor.execute(numbered, [values[name] for name in names], prepare=True)
    _note(connection, statement, time.monotonic() - started)


@cache
def _limits(statement: str) -> tuple[str, ...]:
    return tuple(_LIMIT.findall(statement))


@lru_cache(maxsize=1_000)
def _numbered(statement: str, *limits: int) -> tuple[bytes, tuple[str, ...]]:
    """With $1, $2 for the names, and the names. psycopg would look for them through a long statement every time."""
    names: dict[str, int] = {}
    most = iter(limits)

    def number(found: re.Match[str]) -> str:
        return f"${names.setdefault(found[1], len(names) + 1)}" if found[1] else "%"

    written = _LIMIT.sub(lambda _: f"LIMIT {next(most)}", statement)
    return _NAMED.sub(number, written).encode(), tuple(names)


def _keeping_plans(raw: "psycopg.Connection[Any]") -> "psycopg.Connection[Any]":
    # Not within a transaction, which may undo it: then it is said another time.
    if raw not in _keeping and raw.info.transaction_status == TransactionStatus.IDLE:
        raw.execute(_KEEP_PLANS)
        _keeping.add(raw)
    return raw


def _note(connection: BaseDatabaseWrapper, statement: str, seconds: float) -> None:
    """Where Django notes its queries, these are noted with them."""
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": f"{seconds:.3f}"})
