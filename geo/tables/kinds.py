"""What a file is, told by its first bytes; its name is not looked at."""

import codecs
import re
from enum import StrEnum
from pathlib import Path

from geo.tables import archives
from geo.tables.refusal import refused

_HEAD_BYTES = 8192
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_KML = re.compile(rb"<(\w+:)?kml\b")
_CONTROL = bytes(set(range(1, 32)) - set(b"\t\n\r\f\x1a"))
_READ = "CSV, XLSX, GeoJSON, GeoPackage, Shapefile (also zipped), KML and KMZ are read"


class Kind(StrEnum):
    """The formats that are read."""

    CSV = "CSV"
    XLSX = "XLSX"
    GEOJSON = "GeoJSON"
    GEOPACKAGE = "GeoPackage"
    SHAPEFILE = "Shapefile"
    ZIPPED_SHAPEFILE = "zipped Shapefile"
    KML = "KML"
    KMZ = "KMZ"


_READABLE = (
    (b"SQLite format 3\0", Kind.GEOPACKAGE),
    (b"\x00\x00\x27\x0a", Kind.SHAPEFILE),
)
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old (.xls) or password-protected workbook; save it as .xlsx without a password"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def kind_of(path: Path) -> Kind:
    """Raises `BadInput` that says what the file is instead, where that can be told."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for magic, kind in _READABLE:
        if head.startswith(magic):
            return kind
    for magic, said in _OTHERS:
        if head.startswith(magic):
            raise _other(path, f"The file is {said}")
    if head.startswith(b"PK"):
        return _of_zip(path)
    return Kind.CSV if head.startswith(_UTF16) else _of_text(path, head)


def _of_text(path: Path, head: bytes) -> Kind:
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if text[:1] in (b"{", b"["):
        return Kind.GEOJSON
    if text[:1] == b"<":
        return _of_markup(path, text)
    if _is_binary(head):
        raise _other(path, "The file is binary and of no known kind")
    return Kind.CSV


def _of_markup(path: Path, text: bytes) -> Kind:
    if _HTML.search(text):
        raise _other(path, "The file is a web page (HTML), perhaps a server's error message saved under this name")
    # A file that mentions KML only in a comment fails later as KML that cannot be read.
    if _KML.search(text):
        return Kind.KML
    raise _other(path, "The file is XML, but not KML")


def _is_binary(head: bytes) -> bool:
    """Some NUL bytes are damage; control characters, or NUL in most places, are another kind of file."""
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls > len(head) // 100 or head.count(0) > len(head) // 3


def _of_zip(path: Path) -> Kind:
    names = [name.lower() for name in archives.names(path)]
    if any(name == "xl/workbook.xml" for name in names):
        return Kind.XLSX
    if any(name.endswith(".shp") for name in names):
        return Kind.ZIPPED_SHAPEFILE
    if any(name.endswith(".kml") for name in names):
        return Kind.KMZ
    raise _other(path, "The zip archive holds neither a .shp, nor a .kml, nor a workbook")


def _other(path: Path, said: str) -> Exception:
    return refused(path, f"{said}. {_READ}")
