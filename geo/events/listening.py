"""One connection to PostgreSQL that only listens: outside the pool, made anew whenever it is lost."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

PAUSE_S = 1.0
"""Between attempts to connect."""

LOOK_EVERY_S = 10.0
"""A silent connection is asked whether it still lives: a machine that vanished says no goodbye."""

_CONNECT_S = 5
_OURS = ("pool", "server_side_binding", "isolation_level", "assume_role")
"""Options of Django's that are none of the database's."""


async def listen(
    channels: Iterable[str],
    *,
    heard: Callable[[str, str], None],
    found: Callable[[], None],
    lost: Callable[[], None],
    pause_s: float = PAUSE_S,
) -> None:
    """For ever, until cancelled: `heard(channel, payload)`, and `found` and `lost` as the connection comes and goes."""
    names = tuple(channels)
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as connection:
                for name in names:
                    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(name)))
                found()
                await _hear(connection, heard)
        except (psycopg.Error, OSError):
            # `OSError` is also the time that is up when a machine that vanished does not answer.
            lost()
        await asyncio.sleep(pause_s)


async def _hear(connection: "psycopg.AsyncConnection[Any]", heard: Callable[[str, str], None]) -> None:
    """Until the connection breaks, which raises `OperationalError`, or no longer answers: `TimeoutError`."""
    while True:
        async for notice in connection.notifies(timeout=LOOK_EVERY_S):
            heard(notice.channel, notice.payload)
        async with asyncio.timeout(_CONNECT_S):
            await connection.execute("SELECT 1")


def _parameters() -> dict[str, Any]:
    """How Django itself would connect, without its pool."""
    known = connections["default"].settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    said = {name: known[ours] for name, ours in named.items() if known.get(ours)}
    options = {name: value for name, value in known.get("OPTIONS", {}).items() if name not in _OURS}
    return {"connect_timeout": _CONNECT_S, "application_name": "phangut events", **options, **said}
