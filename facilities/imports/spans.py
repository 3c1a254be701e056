"""Reading a large CSV file in two more processes. They parse and never touch the database; chunks come back by pipe."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

from django.conf import settings

from facilities.imports.chunks import Chunk
from facilities.imports.fingerprints import Fingerprint
from facilities.imports.reading_rows import Known, Recipe
from facilities.imports.span_worker import NEED_RECIPE, Failure
from geo.tables import Span, Table, split

WORKERS = 2
WORTHWHILE_BYTES = 8_000_000
"""A smaller file is read before two processes have started."""

_AHEAD = 3


class Workers:
    """The processes, from entering on: they start while the file is still looked at.

    None for a small file, and for one that hardly needs reading, for which none are `wanted`.
    """

    def __init__(self, path: Path, *, wanted: bool = True) -> None:
        self._wanted = WORKERS if wanted and path.stat().st_size >= WORTHWHILE_BYTES else 0
        self._stack = contextlib.ExitStack()
        self._pipes: list[Connection] = []

    def __enter__(self) -> Self:
        for _number in range(self._wanted):
            ours, theirs = Pipe()
            process = _begin(theirs)
            theirs.close()
            self._stack.callback(_end, process)
            self._stack.callback(ours.close)
            self._pipes.append(ours)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def spans(self, table: Table) -> list[Span]:
        """The parts to read at once; none where that does not pay."""
        return split(table, len(self._pipes)) if self._pipes else []

    def chunks(
        self, spans: list[Span], fingerprint: Fingerprint, known: Known, recipe: Callable[[], Recipe]
    ) -> Iterator[Chunk]:
        """From all spans as they come. What went wrong in a worker is raised here."""
        arrived: queue.Queue[tuple[Connection, Any]] = queue.Queue(maxsize=_AHEAD)
        for pipe, span in zip(self._pipes, spans, strict=False):
            pipe.send((span, fingerprint, known))
            threading.Thread(target=_receive, args=(pipe, arrived), daemon=True).start()
        try:
            yield from _arriving(arrived, len(spans), recipe)
        finally:
            _drain(arrived)


def _arriving(
    arrived: "queue.Queue[tuple[Connection, Any]]", working: int, recipe: Callable[[], Recipe]
) -> Iterator[Chunk]:
    packed = b""
    while working:
        worker, message = arrived.get()
        if isinstance(message, Chunk):
            yield message
        elif message == NEED_RECIPE:
            packed = packed or recipe().packed()
            worker.send_bytes(packed)
        elif message is None:
            working -= 1
        elif isinstance(message, Failure):
            message.raise_again()


def _receive(worker: Connection, arrived: "queue.Queue[tuple[Connection, Any]]") -> None:
    """In a thread of its own, so that a worker goes on while the database takes the last chunk."""
    while True:
        try:
            message = worker.recv()
        except (EOFError, OSError, TypeError):
            # Python says TypeError of a pipe that is closed while somebody listens, as when the load is given up.
            message = Failure("A reading process ended before its part of the file did")
        arrived.put((worker, message))
        if message is None or isinstance(message, Failure):
            return


def _drain(arrived: "queue.Queue[tuple[Connection, Any]]") -> None:
    """A receiving thread that waits for room in the queue must not wait for ever."""
    with contextlib.suppress(queue.Empty):
        while True:
            arrived.get_nowait()


def _begin(pipe: Connection) -> "subprocess.Popen[bytes]":
    """Not by `multiprocessing`, which would run the program that called us once more in each process."""
    place = pipe.fileno()
    command = [sys.executable, "-m", "facilities.imports.span_worker", str(place)]
    places = [str(settings.BASE_DIR), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    # A group of its own: Ctrl-C is for the load, which ends its workers itself and says what became of it.
    return subprocess.Popen(command, pass_fds=[place], env=environment, stdin=subprocess.DEVNULL, process_group=0)


def _end(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(0.2)
        return
    process.kill()
    process.wait()
