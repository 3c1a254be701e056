"""Opening KML and KMZ: unpacked, checked for what reaches outside, and handed to GDAL as plain UTF-8."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from geo.crs import WGS84
from geo.tables import archives, columns, gdal, limits
from geo.tables.encoding import THAI, THAI_NAMES
from geo.tables.refusal import refused
from geo.tables.table import Table
from geo.tables.vector import VectorReader

_DRAWING = {"altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"}
"""Columns that GDAL makes of how a place is drawn."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_NETWORK_LINK = re.compile(r"<(?:\w+:)?NetworkLink\b")


@contextmanager
def plain(path: Path, *, zipped: bool) -> Iterator[Path]:
    """The document as UTF-8 in a file of its own."""
    with tempfile.TemporaryDirectory(prefix="phangut-table-") as room:
        document = path
        if zipped:
            document = Path(room) / "packed.kml"
            archives.unpack(path, {_main(path): document})
        target = Path(room) / "layer.kml"
        target.write_text(_text(path, document), encoding="utf-8")
        yield target


def opened(path: Path, layer: str | None, *, zipped: bool) -> Table:
    """The table of all folders together, or of the named one; a folder without places is left out."""
    local = partial(plain, path, zipped=zipped)
    try:
        with local() as document:
            infos = _infos(path, document, layer)
            linked = bool(_NETWORK_LINK.search(document.read_text(encoding="utf-8")))
    except (gdal.Unreadable, UnicodeError) as error:
        raise refused(path, "The KML is damaged or ends in the middle; it cannot be read") from error
    original = tuple(dict.fromkeys(name for info in infos.values() for name in info["fields"] if name not in _DRAWING))
    names, renamed = columns.usable(original)
    note = ("Network links in the file were not followed; only what the file itself holds is read",) if linked else ()
    # All of it is in memory as soon as it is open: parts would parse it again and again.
    count = sum(int(info["features"]) for info in infos.values())
    reader = VectorReader(path, local, tuple(infos), original, "", f"EPSG:{WGS84}", batch=max(count, 1) + 1)
    return Table(
        format="KMZ" if zipped else "KML",
        encoding="utf-8",
        crs=f"EPSG:{WGS84}",
        columns=names,
        notes=note + renamed,
        has_shapes=True,
        count=count,
        size_bytes=path.stat().st_size,
        path=path,
        reader=reader,
    )


def _infos(path: Path, document: Path, layer: str | None) -> dict[str, dict[str, Any]]:
    names = gdal.layers(document)
    if layer is not None and layer not in names:
        raise refused(path, f"The file holds no folder {layer!r}; it holds: {', '.join(names)}", field="layer")
    infos = {name: gdal.info(document, name) for name in names if layer in (None, name)}
    filled = {name: info for name, info in infos.items() if info["features"]}
    if not filled:
        raise refused(path, "The file holds no place (Placemark)")
    return filled


def _main(path: Path) -> str:
    """`doc.kml`, or the only one at the root, as Google Earth chooses it."""
    names = [member.filename for member in archives.check(path) if member.filename.lower().endswith(".kml")]
    return min(names, key=lambda name: (name.count("/"), name.lower() != "doc.kml"))


def _text(path: Path, document: Path) -> str:
    size = document.stat().st_size
    if size > limits.LARGEST_KML_BYTES:
        raise refused(path, f"The KML has {size:,} bytes; at most {limits.LARGEST_KML_BYTES:,} are read")
    raw = document.read_bytes()
    found = _ENCODING.search(raw[:200])
    stated = found[1].decode().lower() if found else "utf-8-sig"
    try:
        text = raw.decode("utf-8-sig" if stated == "utf-8" else THAI_NAMES.get(stated, stated))
    except (UnicodeDecodeError, LookupError):
        text = raw.decode(THAI, "replace")
    # Entities can name files and addresses, and grow without end; KML has no use for them.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused(path, "The KML declares entities (DOCTYPE); such files are not read")
    return '<?xml version="1.0" encoding="UTF-8"?>' + _DECLARATION.sub("", text)
