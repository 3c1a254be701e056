"""The raw files of all runs, as they came, each under its SHA-256 in the state directory."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
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
        sha256, size_bytes = _copy_file(file, draft) if isinstance(file, Path) else _copy(file.chunks(_CHUNK), draft)
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


def _copy_file(path: Path, draft: Path) -> tuple[str, int]:
    """The same of a file on the disk: the system copies while we hash. Of the copy, which nobody writes to."""
    if not path.is_file():
        raise BadInput("There is no such file", field="file", value=path)
    shutil.copyfile(path, draft)
    with draft.open("rb") as copy, ThreadPoolExecutor(1) as beside:
        written = beside.submit(os.fsync, copy.fileno())
        digest = hashlib.file_digest(copy, "sha256")
        written.result()
        return digest.hexdigest(), os.fstat(copy.fileno()).st_size
