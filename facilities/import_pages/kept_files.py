"""Files that were sent and are not yet a run: kept aside under an unguessable name, for a day at most.

A generic file waits here while its columns are being mapped. Every other one passes through.
"""

import re
import secrets
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from geo.errors import NotFound

KEPT_FOR_S = 24 * 3600
_TOKEN = re.compile(r"^[0-9]{1,19}-[A-Za-z0-9_-]{20,40}$")
_UNSAFE = re.compile(r'[\x00-\x1f/\\:*?"<>|\ud800-\udfff]')
_LONGEST_NAME_BYTES = 200


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file waiting under its own name, so that every message can name it as its sender knows it."""

    token: str
    path: Path

    def forget(self) -> None:
        """Delete it; deleting it twice does no harm."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def keep(name: str, chunks: Iterable[bytes], *, user_id: int, now_s: float) -> KeptFile:
    """Write the file, and clear away what others left behind more than a day ago."""
    _clear(now_s)
    token = f"{user_id}-{secrets.token_urlsafe(24)}"
    folder = _root() / token
    folder.mkdir(parents=True, mode=0o700)
    path = folder / safe_name(name)
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return KeptFile(token, path)


def kept(token: str, *, user_id: int) -> KeptFile:
    """The file that this user sent. Raises `NotFound` for anybody else's and for one that is gone."""
    mine = _TOKEN.match(token) is not None and token.startswith(f"{user_id}-")
    files = sorted((_root() / token).glob("*")) if mine else []
    if not files:
        raise NotFound(_("The file is no longer kept. Send it again"), field="file", value=token)
    return KeptFile(token, files[0])


def safe_name(name: str) -> str:
    """The file's own name without what a file system or a page could stumble over; its ending survives."""
    plain = _UNSAFE.sub("_", name).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    room = _LONGEST_NAME_BYTES - len((dot + ending).encode()[:20])
    return stem.encode()[:room].decode(errors="ignore") + (dot + ending)[:20]


def _root() -> Path:
    return Path(settings.STATE_DIR) / "uploads"


def _clear(now_s: float) -> None:
    if not _root().is_dir():
        return
    for folder in _root().iterdir():
        if folder.is_dir() and now_s - folder.stat().st_mtime > KEPT_FOR_S:
            shutil.rmtree(folder, ignore_errors=True)


def now_s() -> float:
    """The clock of the views; tests give their own."""
    return time.time()
