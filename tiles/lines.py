"""Tiles from the database without a thread that waits: a few connections of one event loop, with statements kept."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

import psycopg
from django.conf import settings
from psycopg import errors
from psycopg.adapt import AdaptersMap
from psycopg.pq import TransactionStatus

from geo.own_connection import parameters
from tiles.sql import Statement

MOST = 4
"""Connections of one process, opened as they are needed: more would only queue in the database."""

STRANGERS = 3
"""So many of them at most draw for strangers: one is always left for those who are logged in."""

WAITING = 200
"""Strangers' questions that may wait for a connection; a map that is opened asks for some dozens."""

WAIT_S = 10.0
"""How long they may: whoever asked has looked elsewhere by then."""

_NOT_TO_BE_BOUND = (
    errors.AmbiguousFunction, errors.AmbiguousParameter, errors.DatatypeMismatch, errors.IndeterminateDatatype,
    errors.UndefinedFunction,
)  # fmt: skip

Connection = psycopg.AsyncConnection[Any]


class Crowded(Exception):
    """Too many strangers ask at once."""


class Lines:
    """For one event loop. `adapters` are those of Django's connections, which know geometries."""

    def __init__(self, adapters: AdaptersMap) -> None:
        self._adapters = adapters
        self._places = asyncio.Semaphore(MOST)
        self._strangers = asyncio.Semaphore(STRANGERS)
        self._waiting = 0
        self._idle: list[Connection] = []
        self._as_text: set[str] = set()

    async def run(self, statement: Statement, *, stranger: bool = True) -> bytes:
        """The tile. Raises `psycopg.Error`, `QueryCanceled` among them where it takes too long; `Crowded` a stranger.

        Strangers stand in a line of their own, so that they fill only so many places of the common one.
        """
        async with self._strangers_place() if stranger else nullcontext(), self._places:
            try:
                return await self._run(statement)
            except errors.QueryCanceled:
                raise
            except psycopg.OperationalError:
                # The database was away and may be back: what was idle is of no more use.
                await self.close()
                return await self._run(statement)

    async def close(self) -> None:
        """Those that are not in use."""
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.close()

    @asynccontextmanager
    async def _strangers_place(self) -> AsyncIterator[None]:
        if self._waiting >= WAITING:
            raise Crowded
        self._waiting += 1
        try:
            async with asyncio.timeout(WAIT_S):
                await self._strangers.acquire()
        except TimeoutError:
            raise Crowded from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._strangers.release()

    async def _run(self, statement: Statement) -> bytes:
        async with self._connection() as connection:
            if statement.sql not in self._as_text:
                try:
                    return await _bound(connection, statement)
                except _NOT_TO_BE_BOUND:
                    self._as_text.add(statement.sql)
            return await _written(connection, statement)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        connection = self._idle.pop() if self._idle else await self._open()
        try:
            yield connection
        finally:
            # Whoever left in the middle leaves an answer under way.
            if not connection.closed and connection.info.transaction_status == TransactionStatus.IDLE:
                self._idle.append(connection)
            else:
                await connection.close()

    async def _open(self) -> Connection:
        options = f"-c statement_timeout={settings.STRANGERS_MS}"
        found = await psycopg.AsyncConnection.connect(
            **_with(options), autocommit=True, context=_Adapting(self._adapters)
        )
        found.prepare_threshold = 0
        return found


class _Adapting:
    """What psycopg takes adapters from."""

    connection = None

    def __init__(self, adapters: AdaptersMap) -> None:
        self.adapters = adapters


def _with(options: str) -> dict[str, Any]:
    said = parameters("tiles")
    return said | {"options": f"{said.get('options', '')} {options}".strip()}


async def _bound(connection: Connection, statement: Statement) -> bytes:
    """Planned once on the connection and kept."""
    async with psycopg.AsyncCursor(connection) as cursor:
        await cursor.execute(statement.sql, statement.params, prepare=True, binary=True)
        return _tile(await cursor.fetchone())


async def _written(connection: Connection, statement: Statement) -> bytes:
    """The values written into the text, as Django's own cursors do: for a statement that cannot tell their types."""
    async with psycopg.AsyncClientCursor(connection) as cursor:
        await cursor.execute(statement.sql, statement.params)
        return _tile(await cursor.fetchone())


def _tile(row: tuple[Any, ...] | None) -> bytes:
    return bytes(row[0] or b"") if row else b""
