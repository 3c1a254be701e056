"""What a reading process does: `python -m ... FD` talks to its load through the pipe FD.

A part of Django is loaded only when rows have to be parsed: known rows need none of it.
"""

import gc
import pickle
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from facilities.imports.chunks import Chunk
from facilities.imports.reading_rows import RowsReader
from geo.errors import BadInput
from geo.tables import open_span

if TYPE_CHECKING:
    from facilities.imports.parsing import Parser

NEED_RECIPE = "recipe"
_APPS = ("django.contrib.contenttypes", "django.contrib.auth", "geo", "facilities")
"""What parsing needs of Django. The whole of the service would take twice as long to load, and 50 MB more."""


@dataclass(frozen=True)
class Failure:
    """What ended a worker. `bad_input` are the arguments of a `BadInput`, which a person can do something about."""

    detail: str
    bad_input: dict[str, Any] | None = None

    def raise_again(self) -> None:
        """In the process of the load."""
        if self.bad_input is None:
            raise RuntimeError(self.detail)
        raise BadInput(self.detail, **self.bad_input)


def work(pipe: Connection) -> None:
    """Read the span that comes first through the pipe; send its chunks, then None. Ends when nobody listens."""
    try:
        _send_all(pipe)
    except BadInput as error:
        pipe.send(Failure(error.detail, error.fields))
    except (BrokenPipeError, ConnectionResetError, EOFError):
        return


def _send_all(pipe: Connection) -> None:
    span, fingerprint, known = pipe.recv()
    table = open_span(span)
    asked = _Asked(pipe)
    for chunk in RowsReader(fingerprint, known, asked.parser).chunks(table.rows()):
        pipe.send(chunk)
    if table.truncated:
        pipe.send(Chunk(truncated=True))
    pipe.send(None)


class _Asked:
    """The parser, asked for once."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._parser: Parser | None = None

    def parser(self) -> "Parser":
        if self._parser is None:
            self._pipe.send(NEED_RECIPE)
            self._parser = _parser(self._pipe)
        return self._parser


def _parser(pipe: Connection) -> "Parser":
    """Django is loaded while the load puts the recipe together."""
    from django.apps import apps

    apps.populate(_APPS)
    from facilities.imports.parsing import Parser

    return Parser(pickle.loads(pipe.recv_bytes()))  # noqa: S301  # from the process that started this one


if __name__ == "__main__":
    # Pickled classes are those of the importable module, not of the one that is run.
    from facilities.imports import span_worker  # noqa: PLW0406

    # Nothing made of a row refers back to it, and looking for such rings takes a twentieth of the time.
    gc.disable()
    span_worker.work(Connection(int(sys.argv[1])))
