"""The raw files of all runs, as they came, each under its SHA-256 in the state directory."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File

from geo.errors import BadInput

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One raw file that is kept."""

    path: Path
    name: str
    sha256: str
    size_bytes: int


def keep(file: "Path | File[bytes]") -> Snapshot:
    """Copy the file once, hashing on the way; a file that is kept already is not copied again.

    The copy bears its final name only when it is whole and on the disk. Raises `BadInput` for a file that is not there.
    """
    name = Path(file.name or "file").name
    folder = settings.SNAPSHOT_DIR
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        sha256, size_bytes = _copy(_chunks(file), draft)
        kept = located(sha256, name)
        draft.rename(kept)
    finally:
        draft.unlink(missing_ok=True)
    return Snapshot(kept, name, sha256, size_bytes)


def located(sha256: str, name: str) -> Path:
    """Where the file is kept. The ending stays, because the format is told by it."""
    return Path(settings.SNAPSHOT_DIR) / (sha256 + "".join(Path(name).suffixes[-1:]).lower())


def _copy(chunks: Iterable[bytes], draft: Path) -> tuple[str, int]:
    digest, size_bytes = hashlib.sha256(), 0
    with draft.open("wb") as copy:
        for chunk in chunks:
            digest.update(chunk)
            copy.write(chunk)
            size_bytes += len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size_bytes


def _chunks(file: "Path | File[bytes]") -> Iterator[bytes]:
    if not isinstance(file, Path):
        yield from file.chunks(_CHUNK)
        return
    if not file.is_file():
        raise BadInput("There is no such file", field="file", value=file)
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk
