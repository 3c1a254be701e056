"""A scratch database of its own for a measurement: made from the migrations, filled, dropped at the end."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from rich.console import Console

REPO = Path(__file__).resolve().parent.parent


@contextmanager
def scratch_database(name: str, *, keep: bool, say: Callable[[str], None]) -> Iterator[str]:
    """Yields the URL of a database beside that of DATABASE_URL, with Django set up on it. `keep` leaves it there.

    A kept one is used again as it is. Call before anything of Django is imported.
    """
    server = urlsplit(os.environ["DATABASE_URL"])
    url = urlunsplit(server._replace(path=f"/{name}"))
    _on_server(server, "CREATE DATABASE {}", name, unless_exists=True)
    os.environ["DATABASE_URL"] = url
    # First, or bench/tiles.py would stand before the package tiles.
    sys.path.insert(0, str(REPO))
    _set_up_django()
    try:
        yield url
    finally:
        _leave()
        if keep:
            say(f"kept: database {name}")
        else:
            _on_server(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def fill(facilities: int, console: Console) -> None:
    """Tables, reference data and so many invented facilities, unless they are there; then VACUUM ANALYZE."""
    from django.core.management import call_command

    from facilities.models import Facility
    from fixtures.bulk import fill_register

    call_command("migrate", verbosity=0, skip_checks=True)
    with open(os.devnull, "w") as nowhere:
        call_command("load_reference", stdout=nowhere, skip_checks=True)
    if Facility.objects.count() == facilities:
        console.print(f"{facilities:,} facilities are there from before")
        return
    Facility.objects.all().delete()
    started = time.perf_counter()
    fill_register(facilities)
    console.print(f"{facilities:,} facilities stored in {time.perf_counter() - started:.1f} s")
    tidy()


def tidy() -> None:
    """VACUUM ANALYZE, so that no measurement pays for the filling."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def await_idle(patience_s: float = 60) -> None:
    """Until the database works for nobody: a client that has left does not stop what it asked a server for."""
    from django.db import connection

    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(f"{busy} AND pid <> pg_backend_pid()")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    import django

    django.setup()


def _leave() -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()


def _on_server(server: object, statement: str, name: str, *, unless_exists: bool = False) -> None:
    maintenance = urlunsplit(server._replace(scheme="postgres", path="/postgres"))  # type: ignore[attr-defined]
    with psycopg.connect(maintenance, autocommit=True) as connection:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if unless_exists and connection.execute(query, [name]).fetchone():
            return
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
