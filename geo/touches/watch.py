"""The ledger of an event loop: brought up to date with one question for all who wait for it."""

import asyncio

import psycopg

from geo.touches import reading
from geo.touches.ledger import Ledger
from geo.touches.line import Line, rows
from geo.touches.reading import Row

_SINCE, _WHOLE, _PASSING = b"since", b"whole", b"passing"


class Watch:
    """For one event loop. A question that begins after somebody asked tells of all that was committed before."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self._line: Line | None = None
        self._next: asyncio.Future[None] | None = None
        self._asking: asyncio.Task[None] | None = None

    async def fresh(self) -> Ledger:
        """The ledger, which knows of every change committed before this was called.

        Raises `psycopg.Error` or `TimeoutError` where the database is away.
        """
        loop = asyncio.get_running_loop()
        if self._next is None:
            self._next = loop.create_future()
        if self._asking is None:
            self._asking = loop.create_task(self._ask_while_waited_for())
        # Shielded: one who leaves does not take the answer from the others.
        await asyncio.shield(self._next)
        return self.ledger

    async def close(self) -> None:
        """Let go of the connection; the next question opens another."""
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _ask_while_waited_for(self) -> None:
        try:
            while self._next is not None:
                waiting, self._next = self._next, None
                await self._answer(waiting)
        finally:
            self._asking = None

    async def _answer(self, waiting: "asyncio.Future[None]") -> None:
        try:
            await self._follow()
        except (psycopg.Error, OSError) as error:
            # `TimeoutError` is an `OSError`.
            await self.close()
            waiting.set_exception(error)
            # Nobody may be left to hear it.
            waiting.exception()
            return
        waiting.set_result(None)

    async def _follow(self) -> None:
        """A connection that was lost since the last time is made anew, once."""
        try:
            await self._ask()
        except psycopg.OperationalError:
            if self._line is None:
                raise
            await self.close()
            await self._ask()

    async def _ask(self) -> None:
        line = await self._connected()
        found = await self._read(line)
        if reading.time_passed(found):
            await line.run(_PASSING)
            found = await self._read(line)
        if not self.ledger.take(reading.reading(self.ledger.since, found)):
            self.ledger.take(reading.reading(0, await self._read(line)))

    async def _read(self, line: Line) -> list[Row]:
        since = self.ledger.since
        result = await (line.run(_SINCE, [b"%d" % since]) if since else line.run(_WHOLE))
        return [(topic, int(cell), int(xid), int(notes)) for topic, cell, xid, notes in rows(result)]

    async def _connected(self) -> Line:
        if self._line is None:
            line = await Line.open("touches")
            await line.prepare("since", reading.since_statement() % {"since": "$1"})
            await line.prepare("whole", reading.WHOLE)
            if reading.timed_topics():
                await line.prepare("passing", reading.passing_statement())
            self._line = line
        return self._line
