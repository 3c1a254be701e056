"""The encoding of a Shapefile's texts. Thai ones often are cp874 without saying so, and some that say so are wrong."""

import codecs
import re
import struct
from pathlib import Path

from geo.tables.encoding import THAI, THAI_NAMES, known, of_text

AS_BYTES = "ISO-8859-1"
"""What GDAL is told of every .dbf: its own reading of Thai ones depends on the machine, and stops at half a letter."""

_CHUNK_BYTES = 1 << 20
_WORST_SHARE = 0.3
"""UTF-8 texts cut at a column's width end in half a letter; of cp874 read as UTF-8 nearly every byte is wrong."""


def codec(path: Path, table: Path, page: Path, stated: str | None) -> tuple[str, tuple[str, ...]]:
    """The codec for a .dbf, from the person, the .cpg file or the bytes; and notes on it."""
    if stated:
        return known(path, stated), ()
    foreign, broken = _judged(table)
    said = _of_page(page)
    if said and said != "utf-8" and not (said != THAI and _fits(foreign, broken)):
        return said, ()
    if _fits(foreign, broken):
        return "utf-8", ("Texts that the file cuts in the middle of a letter lost that letter",) if broken else ()
    if said:
        return THAI, ("The .cpg file says UTF-8, but the bytes are not; they were read as cp874 (TIS-620)",)
    return THAI, ("The file does not say its encoding; it was read as cp874 (TIS-620), which fits its bytes",)


def text(latin: str, codec: str) -> str:
    """A text as GDAL gives it when told that the file is Latin-1, byte for letter; half a letter at its end is left."""
    if latin.isascii():
        return latin
    return latin.encode("latin-1", "replace").decode(codec, "replace").rstrip("\N{REPLACEMENT CHARACTER}")


def whole_records(table: Path) -> tuple[int, int]:
    """How many records the header promises, and how many of them are there in full."""
    with table.open("rb") as file:
        head = file.read(12)
    if len(head) < 12:
        return 0, 0
    count, start, width = struct.unpack("<IHH", head[4:12])
    return count, min(count, max(table.stat().st_size - start, 0) // max(width, 1))


def _of_page(page: Path) -> str:
    """`UTF-8`, `65001`, `ANSI 874`, `OEM 874`, `TIS-620`, `cp874` ...; empty without a .cpg or for an unknown word."""
    if not page.exists():
        return ""
    word = page.read_bytes()[:40].decode("ascii", "ignore").strip().lower()
    number = re.sub(r"^(ansi|oem|windows|cp)?[ _-]*(?=\d+$)", "", word)
    name = {"65001": "utf-8", "88591": "latin-1"}.get(number) or THAI_NAMES.get(number) or THAI_NAMES.get(word)
    return of_text(name or (f"cp{number}" if number.isdigit() else word))


def _fits(foreign: int, broken: int) -> bool:
    return broken <= foreign * _WORST_SHARE


def _judged(table: Path) -> tuple[int, int]:
    """Bytes beyond ASCII after the binary part of the header, and how many places are not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    foreign = broken = 0
    with table.open("rb") as file:
        file.seek(32)
        while chunk := file.read(_CHUNK_BYTES):
            if not chunk.isascii():
                foreign += len(chunk) - len(chunk.translate(None, bytes(range(128, 256))))
            text = decoder.decode(chunk)
            if not text.isascii():
                broken += text.count("\N{REPLACEMENT CHARACTER}")
    return foreign, broken
