"""What a part of a file comes to: rows ready for COPY, problems ready for COPY, and the rows that were known before."""

from array import array
from dataclasses import dataclass, field
from typing import Any

BETWEEN, END, NULL = "\x1f", "\x1e", "\x01"
"""Between two values, after a row, and for NULL, in the text that goes to COPY. None of them survives tidying."""

_ESCAPED = ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b"\r", b"\\r"), (b"\0", b""), (END.encode(), b"\n"))
"""In this order. Bytes are searched several times as fast as text that is not all ASCII."""

COPY_OPTIONS = "DELIMITER E'\\x1f', NULL E'\\x01'"


@dataclass(slots=True)
class Chunk:
    """Some rows of a file. `known` and `known_rows` are places in the list of known digests, and row numbers."""

    rows: int = 0
    staged: bytes = b""
    staged_rows: int = 0
    problems: bytes = b""
    problem_count: int = 0
    refused: int = 0
    known: "array[int]" = field(default_factory=lambda: array("I"))
    known_rows: "array[int]" = field(default_factory=lambda: array("I"))
    truncated: bool = False


def text_of(values: list[Any]) -> str:
    """One row; everything but None as `str` spells it."""
    return BETWEEN.join([NULL if value is None else str(value) for value in values])


def block_of(rows: list[str]) -> bytes:
    """Rows as COPY reads them, with what has a meaning to it escaped. NUL, which PostgreSQL cannot hold, goes."""
    if not rows:
        return b""
    block = END.join(rows).encode("utf-8", "replace")
    for found, written in _ESCAPED:
        if found in block:
            block = block.replace(found, written)
    return block + b"\n"
