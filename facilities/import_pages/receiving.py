"""A file at the door: how big it may be, what it must not be, and whether it can be read as what it is said to be."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from facilities.import_pages.kept_files import KeptFile, keep, now_s
from facilities.imports.profiles import PROFILES
from geo.errors import BadInput
from geo.tables import Table, open_table

ENDINGS = (".csv", ".xlsx", ".geojson", ".json", ".gpkg", ".zip", ".kml", ".kmz")
_AROUND_A_FILE = 64 * 1024
"""What a form adds to its file."""


class SizeLimit(TemporaryFileUploadHandler):
    """Stops reading at the limit, whatever length the sender states; the file then counts as not sent."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.exceeded = False

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """A length stated beyond the limit is refused before a byte is kept."""
        length = args[2] if len(args) > 2 else kwargs.get("content_length", 0)
        if length > settings.UPLOAD_BYTES + _AROUND_A_FILE:
            self.exceeded = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """One chunk to disk."""
        if self.exceeded or start + len(raw_data) > settings.UPLOAD_BYTES:
            self.exceeded = True
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


def limit_words() -> str:
    """`500 MB`."""
    return f"{settings.UPLOAD_BYTES / 1_000_000:g} MB"


def too_large() -> BadInput:
    """What is said of a file beyond the limit."""
    return BadInput(_("The file is larger than %(limit)s") % {"limit": limit_words()}, field="file", value="")


def receive(upload: "UploadedFile[bytes]", profile: str, *, user_id: int) -> KeptFile:
    """Keep the file if it can be read and fits the profile. Raises `BadInput`; nothing is kept then."""
    name, size = upload.name or "", upload.size or 0
    _refuse_by_name_and_size(name, size)
    file = keep(name, upload.chunks(), user_id=user_id, now_s=now_s())
    try:
        table = open_table(file.path)
        if profile != "generic":
            PROFILES[profile].bind(table.columns)
    except BadInput:
        file.forget()
        raise
    return file


def sample(path: Path, rows: int = 5) -> tuple[Table, Mapping[str, list[str]]]:
    """The table, and the first values of each column that are not empty. Raises `BadInput`."""
    table = open_table(path)
    seen: dict[str, list[str]] = {column: [] for column in table.columns}
    for row in table.rows():
        for column, cell in zip(table.columns, row.cells, strict=False):
            text = "" if cell is None else str(cell).strip()
            if text and len(seen[column]) < rows and text not in seen[column]:
                seen[column].append(text[:60])
        if row.number >= rows * 20:
            break
    return table, seen


def _refuse_by_name_and_size(name: str, size: int) -> None:
    if not name.lower().endswith(ENDINGS):
        words = _("The file's type is not one that can be read. Types: %(types)s")
        raise BadInput(words % {"types": ", ".join(ENDINGS)}, field="file", value=name)
    if size == 0:
        raise BadInput(_("The file is empty"), field="file", value=name)
    if size > settings.UPLOAD_BYTES:
        raise too_large()
