"""The ledger of an event loop: brought up to date with one question for all who wait for it."""

import asyncio
import time

import psycopg

from geo.touches import reading
from geo.touches.ledger import Ledger
from geo.touches.line import Line, rows
from geo.touches.reading import Row

_STATE, _SINCE, _WHOLE, _PASSING = b"state", b"since", b"whole", b"passing"

LOOK_EVERY_S = 0.5
"""At least so often everything is asked, also when nothing was committed: what is shown may change with the clock."""


class Watch:
    """For one event loop. A question that begins after somebody asked tells of all that was committed before."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self._line: Line | None = None
        self._state: bytes | None = None
        self._looked_at = 0.0
        self._next: asyncio.Future[None] | None = None
        self._waiting: asyncio.Future[None] | None = None
        self._asking: asyncio.Task[None] | None = None

    async def fresh(self) -> Ledger:
        """The ledger, which knows of every change committed before this was called.

        Raises `psycopg.Error` or `TimeoutError` where the database is away.
        """
        if self._next is None:
            self._next = asyncio.get_running_loop().create_future()
        if self._asking is None:
            self._begin()
        # Shielded: one who leaves does not take the answer from the others.
        await asyncio.shield(self._next)
        return self.ledger

    async def close(self) -> None:
        """Let go of the connection; the next question opens another."""
        line, self._line, self._state = self._line, None, None
        if line is not None:
            await line.close()

    def _begin(self) -> None:
        self._asking = asyncio.get_running_loop().create_task(self._answer())
        self._asking.add_done_callback(self._told)

    async def _answer(self) -> None:
        # Whoever comes from here on may know of a change that the question under way does not see.
        self._waiting, self._next = self._next, None
        await self._follow()

    def _told(self, asked: "asyncio.Task[None]") -> None:
        """However it ended, those who wait hear of it."""
        waiting, self._waiting, self._asking = self._waiting, None, None
        if waiting is not None:
            _pass_on(asked, waiting)
        if self._next is None:
            return
        if asked.cancelled():
            # The loop ends: nothing is begun in it any more.
            self._next.cancel()
        else:
            self._begin()

    async def _follow(self) -> None:
        """A connection that was lost since the last time is made anew, once."""
        kept = self._line is not None
        try:
            await self._ask()
        except psycopg.OperationalError:
            if not kept:
                raise
            await self._ask()

    async def _ask(self) -> None:
        answered = False
        try:
            line = await self._connected()
            if await self._may_have_changed(line):
                await self._bring_up_to_date(line)
            answered = True
        finally:
            if not answered:
                await self.close()

    async def _may_have_changed(self, line: Line) -> bool:
        """Two equal snapshots: between them no transaction ended that had written anything."""
        state = (await line.run(_STATE)).get_value(0, 0)
        if state == self._state and time.monotonic() - self._looked_at < LOOK_EVERY_S:
            return False
        # What is committed from here on may be seen already, or be asked for once more.
        self._state, self._looked_at = state, time.monotonic()
        return True

    async def _bring_up_to_date(self, line: Line) -> None:
        found = await self._read(line)
        if reading.time_passed(found):
            await line.run(_PASSING)
            found = await self._read(line)
        if not self.ledger.take(reading.reading(self.ledger.since, found)):
            self.ledger.take(reading.reading(0, await self._read(line)))

    async def _read(self, line: Line) -> list[Row]:
        since = self.ledger.ask_from(time.monotonic())
        result = await (line.run(_SINCE, [b"%d" % since]) if since else line.run(_WHOLE))
        return [(topic, int(cell), int(xid), int(notes)) for topic, cell, xid, notes in rows(result)]

    async def _connected(self) -> Line:
        if self._line is None:
            # Kept at once, so that it is closed where preparing it fails.
            line = self._line = await Line.open("touches")
            await line.prepare("state", reading.STATE)
            await line.prepare("since", reading.since_statement() % {"since": "$1"})
            await line.prepare("whole", reading.WHOLE)
            if reading.timed_topics():
                await line.prepare("passing", reading.passing_statement())
        return self._line


def _pass_on(asked: "asyncio.Task[None]", waiting: "asyncio.Future[None]") -> None:
    if asked.cancelled():
        waiting.cancel()
    elif error := asked.exception():
        waiting.set_exception(error)
        # Nobody may be left to hear it.
        waiting.exception()
    else:
        waiting.set_result(None)
