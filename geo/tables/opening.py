"""From a path to a table: the first bytes decide what a file is, before any library sees it."""

from pathlib import Path

from geo.tables import csv_file, limits
from geo.tables.refusal import refused
from geo.tables.table import Table


def open_table(path: Path, *, encoding: str | None = None, layer: str | None = None) -> Table:
    """A table of the file's only layer or sheet (or the named one), its rows unread.

    Raises `BadInput` for what is no file, too large, empty, or of a kind that is not read.
    """
    path = Path(path)
    _check_file(path)
    return csv_file.opened(path, encoding)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise refused(path, "This is a directory; give the file in it")
    if not path.is_file():
        raise refused(path, "There is no such file")
    size = path.stat().st_size
    if size == 0:
        raise refused(path, "The file is empty")
    if size > limits.LARGEST_FILE_BYTES:
        raise refused(path, f"The file has {size:,} bytes; at most {limits.LARGEST_FILE_BYTES:,} are read")
