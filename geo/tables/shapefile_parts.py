"""The parts of a Shapefile, gathered under one name; GDAL sees these and nothing else."""

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from geo.tables import archives
from geo.tables.refusal import refused

_HEADER_BYTES = 100
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A Shapefile whose other parts lie beside it, in small letters or capitals."""
    with _room() as room:
        for sibling in sorted(path.parent.iterdir()):
            target = _target(room, sibling.suffix)
            if target and sibling.stem.lower() == path.stem.lower():
                target.symlink_to(sibling.resolve())
        # The file may be kept under a name without its suffix.
        if not (room / "layer.shp").exists():
            (room / "layer.shp").symlink_to(path.resolve())
        _complete(room)
        yield room / "layer.shp"


@contextmanager
def unzipped(path: Path, layer: str | None) -> Iterator[Path]:
    """The only Shapefile of an archive, or the one called `layer`, in whatever folder it lies there."""
    names = [member.filename for member in archives.check(path)]
    chosen = _chosen(path, names, layer)
    with _room() as room:
        wanted: dict[str, Path] = {}
        for name in names:
            target = _target(room, PurePosixPath(name).suffix)
            if _trunk(name) == _trunk(chosen) and target and target not in wanted.values():
                wanted[name] = target
        archives.unpack(path, wanted)
        _complete(room)
        yield room / "layer.shp"


@contextmanager
def _room() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="phangut-table-") as room:
        yield Path(room)


def _target(room: Path, suffix: str) -> Path | None:
    """Where a part goes; None for what is no part, or is there already under another case."""
    target = room / f"layer{suffix.lower()}"
    return target if suffix.lower() in _PARTS and not target.is_symlink() else None


def _complete(room: Path) -> None:
    """Make the index again where it is missing. GDAL could, but would write over one that is there."""
    shapes, index = room / "layer.shp", room / "layer.shx"
    if not index.exists() and shapes.exists():
        content = shapes.read_bytes()
        places = b"".join(_places(content))
        words = (_HEADER_BYTES + len(places)) // 2
        index.write_bytes(content[:24] + struct.pack(">i", words) + content[28:_HEADER_BYTES] + places)


def _places(content: bytes) -> Iterator[bytes]:
    """Offset and length of each shape, in words of 16 bits."""
    at = _HEADER_BYTES
    while at + 8 <= len(content):
        words = struct.unpack(">i", content[at + 4 : at + 8])[0]
        if words < 2:
            return
        yield struct.pack(">ii", at // 2, words)
        at += 8 + words * 2


def _trunk(name: str) -> str:
    return name.rpartition(".")[0].lower()


def _chosen(path: Path, names: list[str], layer: str | None) -> str:
    shapefiles = [name for name in names if name.lower().endswith(".shp")]
    # macOS packs a shadow of each file.
    real = [name for name in shapefiles if "__MACOSX" not in name]
    fitting = [name for name in real if layer is None or PurePosixPath(name).stem == layer]
    if len(fitting) == 1:
        return fitting[0]
    held = ", ".join(PurePosixPath(name).stem for name in real)
    if layer is not None and not fitting:
        raise refused(path, f"The archive holds no layer {layer!r}; it holds: {held}", field="layer")
    raise refused(path, f"The archive holds {len(real)} .shp files, not one: {held}")
