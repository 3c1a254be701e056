"""One connection to PostgreSQL that only listens: outside the pool, made anew whenever it is lost."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from psycopg import sql

from geo.own_connection import CONNECT_S, parameters

PAUSE_S = 1.0
"""Between attempts to connect."""

LOOK_EVERY_S = 10.0
"""A silent connection is asked whether it still lives: a machine that vanished says no goodbye."""


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
            async with await psycopg.AsyncConnection.connect(**parameters("events"), autocommit=True) as connection:
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
        async with asyncio.timeout(CONNECT_S):
            await connection.execute("SELECT 1")
