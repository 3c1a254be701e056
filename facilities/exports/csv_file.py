"""CSV: UTF-8 with a byte order mark, so that spreadsheets read Thai; cells cannot act as formulas."""

import csv
from collections.abc import Iterator
from io import StringIO

from facilities.exports.cells import harmless, plain
from facilities.exports.extract import Extract

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(extract: Extract) -> Iterator[bytes]:
    """Chunk by chunk. Typed cells are written as they are; only text may need to be made harmless."""
    buffer, yes_no = StringIO(newline=""), extract.yes_no
    lines = csv.writer(buffer)
    lines.writerow(extract.titles)
    yield BYTE_ORDER_MARK
    for chunk in extract.chunks(*extract.expressions()):
        lines.writerows([_cell(value, yes_no) for value in row] for row in chunk)
        yield _taken(buffer)
    yield _taken(buffer)


def _cell(value: object, yes_no: tuple[str, str]) -> str:
    text = plain(value, yes_no)
    return harmless(text) if isinstance(value, str | list) else text


def _taken(buffer: StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
