"""In which encoding a text file is written, told by its bytes; Thai offices still write cp874 (TIS-620)."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from geo.tables.refusal import refused

THAI = "cp874"
_CHUNK_BYTES = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# TIS-620 lacks the no-break blank and the dashes that Windows adds and Thai files hold; cp874 holds both.
THAI_NAMES = dict.fromkeys(("tis-620", "tis620", "iso-8859-11", "iso8859-11", "windows-874", "874"), THAI)
_HIGH = bytes(range(128, 256))
_ONE_PASS = frozenset(("utf-8", "utf-8-sig"))
_WORST_SHARE = 0.01
"""A file of which fewer foreign bytes than this are wrong is damaged, not in another encoding."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A text file seen as a whole: the codec to read it with, and what a reader of its rows must look out for."""

    encoding: str
    notes: tuple[str, ...]
    spotless: bool
    ends_open: bool


@dataclass(slots=True)
class _Found:
    foreign: int = 0
    broken: int = 0
    nuls: int = 0
    last: str = ""


def survey(path: Path, stated: str | None) -> Survey:
    """Reads the file once. Raises `BadInput` where no encoding fits, or the stated one is unknown."""
    codec = _marked(known(path, stated)) if stated else _by_mark(path)
    try:
        found = _read(path, codec or "utf-8")
    except UnicodeError:
        # UTF-16 and UTF-32 insist on their mark, whatever is done with what cannot be read.
        raise refused(path, f"The text is not {codec}; state its encoding", field="encoding") from None
    notes: tuple[str, ...] = ()
    if not codec and found.broken > found.foreign * _WORST_SHARE:
        codec, found = THAI, _read(path, THAI)
        notes = ("The file does not say its encoding; it was read as cp874 (TIS-620), which fits its bytes",)
    if found.broken > found.foreign * _WORST_SHARE:
        tried = stated or (f"UTF-8 or {THAI}" if codec == THAI else codec)
        raise refused(path, f"The text is not {tried}; state its encoding", field="encoding")
    return Survey(codec or "utf-8", notes + _damage(found), not (found.broken or found.nuls), found.last not in "\r\n")


def _damage(found: _Found) -> tuple[str, ...]:
    broken = (f"Letters that cannot be read in the file's encoding: {found.broken}",) if found.broken else ()
    return broken + ((f"NUL bytes in the file: {found.nuls}",) if found.nuls else ())


def known(path: Path, stated: str) -> str:
    """Python's name of the encoding that a person states. Raises `BadInput` for one that there is not."""
    name = of_text(THAI_NAMES.get(stated.strip().lower(), stated))
    if not name:
        raise refused(path, f"There is no encoding called {stated[:40]!r}", field="encoding")
    return name


def of_text(name: str) -> str:
    """Python's name of an encoding; empty for what is unknown or none of texts, such as `zlib` and `idna`."""
    try:
        b"a,b\n".decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""


def _marked(codec: str) -> str:
    """A file said to be UTF-8 may begin with a mark all the same."""
    return "utf-8-sig" if codec == "utf-8" else codec


def _by_mark(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(4)
    return next((codec for mark, codec in _BOMS if start.startswith(mark)), "")


def _read(path: Path, codec: str) -> _Found:
    """Of a file without fault, as nearly all are, it is left open how many of its bytes are foreign."""
    if codec in _ONE_PASS:
        try:
            return _faultless(path)
        except UnicodeDecodeError:
            pass
    return _counted(path, codec)


def _faultless(path: Path) -> _Found:
    decoder, found, chunk = codecs.getincrementaldecoder("utf-8")("strict"), _Found(), b""
    with path.open("rb") as file:
        while read := file.read(_CHUNK_BYTES):
            decoder.decode(read)
            found.nuls += read.count(b"\0")
            chunk = read
    decoder.decode(b"", final=True)
    found.last = chr(chunk[-1]) if chunk else ""
    return found


def _counted(path: Path, codec: str) -> _Found:
    decoder, found = codecs.getincrementaldecoder(codec)("replace"), _Found()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            _count(found, chunk, decoder.decode(chunk))
    _count(found, b"", decoder.decode(b"", final=True))
    return found


def _count(found: _Found, chunk: bytes, text: str) -> None:
    found.nuls += text.count("\0")
    found.last = text[-1:] or found.last
    if not chunk.isascii():
        found.foreign += len(chunk) - len(chunk.translate(None, _HIGH))
    if not text.isascii():
        found.broken += text.count("\N{REPLACEMENT CHARACTER}")
