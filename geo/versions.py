"""A number per layer that grows with every change, for those who cache what they read.

Sequences, not rows: writers of one layer never wait for each other. The step is taken after commit, so a
reader that sees the new number also sees the new rows.
"""

import re

from django.db import connection, transaction

from geo import prepared

_SAFE = re.compile(r"^[a-z_]{1,40}$")


def bump(name: str) -> None:
    """Announce that rows of `name` changed, once this transaction commits."""
    transaction.on_commit(lambda: _step(name))


def current(name: str) -> str:
    """The number now, as text."""
    with connection.cursor() as cursor:
        # A sequence name cannot be a bound parameter; _sequence admits lower-case letters only. A sequence never
        # stepped already shows the value of its first step.
        cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {_sequence(name)}")  # noqa: S608
        (number,) = cursor.fetchone()
    return str(number)


def create_sequence_sql(name: str) -> str:
    """For a migration of the app that owns the layer."""
    return f"CREATE SEQUENCE IF NOT EXISTS {_sequence(name)}"


def drop_sequence_sql(name: str) -> str:
    """The reverse of `create_sequence_sql`."""
    return f"DROP SEQUENCE IF EXISTS {_sequence(name)}"


def _step(name: str) -> None:
    prepared.rows("SELECT nextval(%(sequence)s)", {"sequence": _sequence(name)})


def _sequence(name: str) -> str:
    if not _SAFE.match(name):
        raise ValueError(f"a layer's version name is lower-case letters; it is {name!r}")
    return f"version_of_{name}"
