"""Writing many rows with COPY: tens of thousands a second, where INSERT does a few thousand."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql


def copy_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Append `rows` to the table of `model` in the order of `columns`; returns how many were written.

    Values go as the database spells them: geometries as hex EWKB, JSON as text. No signals, no defaults of Django.
    """
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(",").join(map(sql.Identifier, columns))
    )
    count = 0
    # Django wraps the errors of execute() only.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """`count` fresh primary keys, so that rows of other tables can point at rows not yet written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', count],
        )
        return [key for (key,) in cursor.fetchall()]


def update_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Overwrite stored rows by COPY and one UPDATE. `columns` begin with the primary key, by which they are found."""
    key, *changed = columns
    sets = sql.SQL(",").join(sql.SQL("{0} = given.{0}").format(sql.Identifier(name)) for name in changed)
    with _given(model, columns, rows) as cursor:
        statement = "UPDATE {} AS held SET {} FROM given WHERE held.{} = given.{}"
        table, name = sql.Identifier(model._meta.db_table), sql.Identifier(key)
        cursor.execute(sql.SQL(statement).format(table, sets, name, name))


def upsert_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]], unique: Sequence[str]
) -> None:
    """Add rows, or overwrite those that have the same values in `unique`, by COPY and one INSERT."""
    names = sql.SQL(",").join(map(sql.Identifier, columns))
    changed = [name for name in columns if name not in unique]
    sets = sql.SQL(",").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in changed)
    with _given(model, columns, rows) as cursor:
        statement = "INSERT INTO {} ({}) SELECT {} FROM given ON CONFLICT ({}) DO UPDATE SET {}"
        table, found_by = sql.Identifier(model._meta.db_table), sql.SQL(",").join(map(sql.Identifier, unique))
        cursor.execute(sql.SQL(statement).format(table, names, names, found_by, sets))


@contextmanager
def _given(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[Any]:
    """A cursor beside the rows in a temporary table `given`, which has the columns of the model's table."""
    names = sql.SQL(",").join(map(sql.Identifier, columns))
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.execute(sql.SQL("CREATE TEMPORARY TABLE given AS SELECT {} FROM {} LIMIT 0").format(names, table))
        with cursor.copy(sql.SQL("COPY given ({}) FROM STDIN").format(names)) as copy:
            for row in rows:
                copy.write_row(row)
        yield cursor
        cursor.execute("DROP TABLE given")
