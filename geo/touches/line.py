"""One statement after another over a connection that only one event loop uses, with next to nothing around it.

psycopg's own cursor takes several times as long as the database does for the question whether anything is new, and that
is asked with nearly every tile.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from geo.own_connection import CONNECT_S, parameters

_GOOD = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Line:
    """Not for two tasks at once. After an error it is of no more use: `close` it."""

    def __init__(self, connection: "psycopg.AsyncConnection[Any]") -> None:
        self._connection = connection
        self._pg = connection.pgconn
        self._pg.nonblocking = 1
        self._loop = asyncio.get_running_loop()
        self._result: PGresult | None = None
        self._answered: asyncio.Future[PGresult] | None = None
        self._socket = self._pg.socket
        self._loop.add_reader(self._socket, self._read)

    @classmethod
    async def open(cls, purpose: str) -> "Line":
        """Raises `psycopg.Error`."""
        return cls(await psycopg.AsyncConnection.connect(**parameters(purpose), autocommit=True))

    async def prepare(self, name: str, statement: str) -> None:
        """With parameters written `$1`."""
        await self._ask(lambda: self._pg.send_prepare(name.encode(), statement.encode()))

    async def run(self, name: bytes, values: Sequence[bytes] = ()) -> PGresult:
        """The result of a prepared statement, its values as text."""
        return await self._ask(lambda: self._pg.send_query_prepared(name, values))

    async def close(self) -> None:
        """Whatever state it is in."""
        self._loop.remove_reader(self._socket)
        await self._connection.close()

    async def _ask(self, send: Callable[[], None]) -> PGresult:
        self._answered = self._loop.create_future()
        late = self._loop.call_later(CONNECT_S, self._settle, psycopg.OperationalError("no answer in time"))
        try:
            send()
            # Our statements are shorter than any socket's buffer.
            self._pg.flush()
            result = await self._answered
        finally:
            late.cancel()
        if result.status not in _GOOD:
            raise psycopg.OperationalError(result.get_error_message())
        return result

    def _read(self) -> None:
        """The answer comes, in pieces, or the connection ends, also while nobody asks."""
        try:
            self._pg.consume_input()
            while not self._pg.is_busy():
                result = self._pg.get_result()
                if result is None:
                    self._settle(None)
                    return
                self._result = result
        except psycopg.Error as error:
            self._loop.remove_reader(self._socket)
            self._settle(error)

    def _settle(self, error: psycopg.Error | None) -> None:
        result, self._result = self._result, None
        if self._answered is None or self._answered.done():
            return
        if result is not None and error is None:
            self._answered.set_result(result)
        elif error is not None:
            self._answered.set_exception(error)


def rows(result: PGresult) -> list[tuple[str, ...]]:
    """As text."""
    columns = range(result.nfields)
    return [
        tuple((result.get_value(row, column) or b"").decode() for column in columns) for row in range(result.ntuples)
    ]
