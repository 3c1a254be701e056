"""Sending a file while it is made, from a thread of its own: a slow reader holds up nobody else.

Django would gather a plain iterator in memory before sending it over ASGI. Here the loop asks the thread for a piece
at a time, and a reader who leaves ends the query in the database at once.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from django.db import Error, connection

from facilities.exports.progress import ExportStopped
from geo.errors import Unavailable

AT_ONCE = 3
"""Exports a process sends at a time: each holds a connection of its pool."""

LONGEST_S = 1_800.0
"""An export that is not taken by then breaks off, else a few readers who take a byte a minute would keep out all
others. The whole register takes some minutes over a slow line."""

_places = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


class Stream:
    """An asynchronous iterator over the pieces that a generator makes. `close` may be called at any time, twice too."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """Raises `Unavailable` when this process sends as many exports as it can."""
        if not _places.acquire(blocking=False):
            raise Unavailable("Several exports are under way; try again in a minute")
        self._pieces = pieces
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="export")
        self._session: Any = None
        self._closed = threading.Lock()
        self._deadline = threading.Timer(LONGEST_S, self.close)
        self._deadline.daemon = True
        self._deadline.start()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._closed.locked():
            raise ExportStopped
        loop = asyncio.get_running_loop()
        # Empty pieces are not sent; between any two of them the reader may leave.
        while not (piece := await loop.run_in_executor(self._thread, self._next)):
            if piece is None:
                raise StopAsyncIteration
        return piece

    def close(self) -> None:
        """Ends the query, gives back the connection and the place. Does not wait for that."""
        if self._closed.acquire(blocking=False):
            self._deadline.cancel()
            self._cancel()
            self._thread.submit(self._tidy)
            self._thread.shutdown(wait=False)

    def _next(self) -> bytes | None:
        """In the thread: the next piece, which may be empty; None after the last."""
        if self._session is None:
            connection.ensure_connection()
            self._session = connection.connection
        return next(self._pieces, None)

    def _cancel(self) -> None:
        """A query that has not answered yet would hold the thread for as long as it takes."""
        if self._session is not None and not self._session.closed:
            try:
                self._session.cancel_safe(timeout=2)
            except (Error, OSError) as error:
                _log.warning("an export's query could not be cancelled: %s", error)

    def _tidy(self) -> None:
        """In the thread, after whatever runs there."""
        try:
            self._pieces.close()  # type: ignore[attr-defined]  # a generator
        except Error as error:
            _log.info("an export ended early: %s", error)
        finally:
            connection.close()
            _places.release()
