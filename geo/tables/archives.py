"""Zip archives from outside: judged before a byte is unpacked, and counted while it is."""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from geo.tables import limits
from geo.tables.refusal import refused

_CHUNK_BYTES = 1 << 20
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing. The others have no business in these formats, and unpack some thousandfold at a step."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What Python's zipfile raises of archives that are none: also for versions it does not know and names that are no
text."""

_CUT_OFF = "The zip archive is damaged or cut off"
_PACKED = "The zip archive is damaged or packed in a way that is not read"


def names(path: Path) -> list[str]:
    """What the archive says it holds, unjudged. Raises `BadInput` where it cannot be read."""
    return [member.filename for member in _members(path)]


def check(path: Path, most_bytes: int | None = None) -> tuple[zipfile.ZipInfo, ...]:
    """The archive's files. Raises `BadInput` for one that is damaged, hostile or too large unpacked."""
    members = tuple(member for member in _members(path) if not member.is_dir())
    _check_count(path, members)
    _check_names(path, members)
    _check_size(path, members, most_bytes or limits.LARGEST_UNPACKED_BYTES)
    return members


def unpack(path: Path, wanted: Mapping[str, Path]) -> None:
    """Write members to the paths given. What a member says of its size is not believed: the bytes are counted."""
    left = limits.LARGEST_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for name, target in wanted.items():
                left -= _copy(path, archive, name, target, left)
    except _DAMAGED:
        raise refused(path, _PACKED) from None


def _members(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGED:
        raise refused(path, _CUT_OFF) from None
    if any(member.header_offset < 0 for member in members):
        raise refused(path, _CUT_OFF)
    return members


def _copy(path: Path, archive: zipfile.ZipFile, name: str, target: Path, left: int) -> int:
    written = 0
    with archive.open(name) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK_BYTES):
            written += len(chunk)
            if written > left:
                raise refused(path, f"The archive unpacks to more than {limits.LARGEST_UNPACKED_BYTES:,} bytes")
            file.write(chunk)
    return written


def _check_count(path: Path, members: tuple[zipfile.ZipInfo, ...]) -> None:
    if len(members) > limits.MOST_MEMBERS:
        raise refused(path, f"The archive holds {len(members):,} files; at most {limits.MOST_MEMBERS:,} are read")
    if any(member.flag_bits & 1 for member in members):
        raise refused(path, "The archive is protected by a password; give one without")
    if any(member.compress_type not in _READ for member in members):
        raise refused(path, _PACKED)


def _check_names(path: Path, members: tuple[zipfile.ZipInfo, ...]) -> None:
    for member in members:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in PurePosixPath(name).parts:
            raise refused(path, f"The archive names a file outside itself: {member.filename!r}")


def _check_size(path: Path, members: tuple[zipfile.ZipInfo, ...], most: int) -> None:
    unpacked, packed = sum(member.file_size for member in members), path.stat().st_size
    if unpacked > most:
        raise refused(path, f"The archive unpacks to {unpacked:,} bytes; at most {most:,} are read")
    if unpacked > limits.RATIO_COUNTS_FROM_BYTES and unpacked > packed * limits.LARGEST_RATIO:
        times = unpacked // max(packed, 1)
        raise refused(path, f"The archive unpacks to {times:,} times its size; at most {limits.LARGEST_RATIO} is read")
