"""A connection beside the load's own: holds the lock of its profile, shows its progress, hears that it is to stop."""

import contextlib
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import psycopg
from django.db import connection

from facilities.models import ImportRun
from geo.errors import Conflict

Progress = Callable[[str, int, int | None], None]
"""`progress(step, done, total)`; `total` is None while it is not known."""

_LOCK_SPACE = 0x1A9047
_EVERY_S = 1.0


class Stopped(Exception):
    """Somebody asked this load to stop."""


class Watch:
    """While it is open no other run of the profile works. Everything it writes is seen at once, by everybody.

    Raises `Conflict` on entering while another run of the profile is at work, `Stopped` from `report` when asked to.
    """

    def __init__(
        self, run: ImportRun, progress: Progress | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._run_id, self._profile = run.pk, run.profile
        self._progress, self._clock = progress, clock
        self._told = float("-inf")
        self._step = ""

    def __enter__(self) -> Self:
        self._connection = psycopg.connect(**_parameters(), autocommit=True)
        self._connection.execute("SET lock_timeout = '500ms'")
        if not self._ask("SELECT pg_try_advisory_lock(%s, hashtext(%s))", _LOCK_SPACE, self._profile)[0]:
            self._connection.close()
            raise Conflict("Another load of this profile is at work", profile=self._profile)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Said, because a server that has much to do notices only later that we left.
        with contextlib.suppress(psycopg.OperationalError):
            self._connection.execute("SELECT pg_advisory_unlock_all()")
        self._connection.close()

    def report(self, step: str, done: int, total: int | None = None) -> None:
        """Where the load stands: shown when a step begins, and then about every second."""
        now = self._clock()
        if step == self._step and now - self._told < _EVERY_S:
            return
        self._step, self._told = step, now
        if self._progress:
            self._progress(step, done, total)
        shown = 'UPDATE facilities_importrun SET step = %s, "done" = %s, total = %s WHERE id = %s RETURNING stop_asked'
        try:
            row = self._ask(shown, step, done, total, self._run_id)
        except psycopg.errors.LockNotAvailable:
            return  # somebody decides on this run just now; the next report will tell
        # Not there for others yet, where the caller's own transaction has not ended, as in tests.
        if row and row[0]:
            raise Stopped

    def _ask(self, statement: str, *values: Any) -> Any:
        return self._connection.execute(statement.encode(), values).fetchone()


def is_at_work(profile: str) -> bool:
    """Whether anybody holds the profile's lock: a run that says it is at work while nobody does was interrupted."""
    # An advisory lock of two numbers stands in pg_locks as two unsigned ones.
    held = (
        "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE datname = current_database() AND locktype = 'advisory' AND granted AND objsubid = 2"
        " AND classid::bigint = %s AND objid::bigint = hashtext(%s)::bigint & 4294967295)"
    )
    with connection.cursor() as cursor:
        cursor.execute(held, [_LOCK_SPACE, profile])
        return bool(cursor.fetchone()[0])


def _parameters() -> dict[str, Any]:
    """Those of Django's own connection, without what only Django's makes use of."""
    given = connection.get_connection_params()
    return {name: value for name, value in given.items() if name not in ("cursor_factory", "context", "pool")}
