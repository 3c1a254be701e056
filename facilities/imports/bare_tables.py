"""Filling empty tables quickly: their indexes and foreign keys are made when the rows are there.

All within the caller's transaction: whoever looks meanwhile waits, and after a failure everything is as it was. Only
for a register in which nothing is yet, so that nobody has to wait for anything.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model
from psycopg import sql

from facilities.models import Facility, FactoryActivity, FactoryDetails, Licence, SourceRecord, StatusEntry

TABLES: tuple[type[Model], ...] = (Facility, Licence, SourceRecord, StatusEntry, FactoryActivity, FactoryDetails)
"""What a load of rows fills."""

_MEMORY = "256MB"
"""For making indexes; PostgreSQL's default of 64 MB makes the one over search texts a fifth slower."""

# Not those that point at the runs: that table would be locked as well, and nobody could see how far the load is.
_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) AND confrelid <> 'facilities_importrun'::regclass
    ORDER BY conname
"""
_UNIQUE = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'u' AND conrelid = ANY(%s::regclass[]) ORDER BY conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken away, and how to make it again."""

    constraints: Sequence[tuple[str, str, str]]
    indexes: Sequence[tuple[str, str]]


def is_empty() -> bool:
    """Whether the register holds nothing at all."""
    return not any(model._default_manager.exists() for model in TABLES)


@contextmanager
def bare() -> Iterator[None]:
    """Within it the tables have primary keys only; they must be empty at its beginning."""
    taken = _take()
    yield
    _restore(taken)


def analyze() -> None:
    """Tell the planner what the tables hold now, long before autovacuum comes round."""
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(model._meta.db_table)))


def _take() -> _Taken:
    names = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        # No table with a check still to be made can be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_FOREIGN_KEYS, [names])
        keys = cursor.fetchall()
        cursor.execute(_UNIQUE, [names])
        # Uniqueness comes back before what refers to it.
        constraints = [*cursor.fetchall(), *keys]
        cursor.execute(_INDEXES, [names])
        taken = _Taken(constraints, cursor.fetchall())
        for table, name, _definition in reversed(constraints):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {_quoted(name)}")
        for name, _definition in taken.indexes:
            cursor.execute(f"DROP INDEX {name}")
    return taken


def _restore(taken: _Taken) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [_MEMORY])
        for _name, definition in taken.indexes:
            cursor.execute(definition.replace("%", "%%"))
        for table, name, definition in taken.constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {_quoted(name)} {definition}")


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
