"""Reading a boundary file: GeoJSON, GeoPackage or Shapefile (also zipped), through pyogrio's own GDAL."""

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.errors
import pyogrio.raw
import shapely

from geo.errors import BadInput

DRIVERS = ("GeoJSON", "GPKG", "ESRI Shapefile")
LARGEST_ZIP_BYTES = 2_000_000_000
"""Unpacked. The survey's subdistricts of the whole country take a tenth of it."""

_MAGIC = (b"SQLite format 3\0", b"\x00\x00\x27\x0a")
"""How a GeoPackage and a Shapefile begin."""


@dataclass(frozen=True)
class SourceRow:
    """One feature as it stands in the file: `number` counts from 1; `problem` is what reading it had to mend."""

    number: int
    values: dict[str, Any]
    geometry: Any
    problem: str = ""


@dataclass(frozen=True)
class Source:
    """A file's rows in its own CRS; `crs` is None where the file does not say."""

    driver: str
    columns: tuple[str, ...]
    crs: str | None
    rows: tuple[SourceRow, ...]


def read(path: Path, *, encoding: str | None = None) -> Source:
    """Everything in the file's only layer. Raises `BadInput` for other formats and for what cannot be read."""
    address = _address(path)
    try:
        driver = pyogrio.read_info(address)["driver"]
        if driver not in DRIVERS:
            raise _unreadable(path, f"it is {driver}")
        with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # rings are judged row by row below
            meta, _fids, shapes, columns = pyogrio.raw.read(
                address, encoding=encoding or _encoding(path, driver), force_2d=True, datetime_as_string=True
            )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    if shapes is None:
        raise _unreadable(path, "it holds no geometry")
    names = tuple(str(name) for name in meta["fields"])
    return Source(driver, names, meta["crs"], tuple(_rows(names, columns, shapes)))


def _rows(names: tuple[str, ...], columns: Any, shapes: Any) -> Iterator[SourceRow]:
    for index, wkb in enumerate(shapes):
        values = {name: column[index] for name, column in zip(names, columns, strict=True)}
        yield SourceRow(index + 1, values, *_geometry(wkb))


def _geometry(wkb: bytes | None) -> tuple[Any, str]:
    """Rings that do not close make unreadable WKB; closing them is the one thing mended here."""
    if wkb is None:
        return None, ""
    geometry = shapely.from_wkb(wkb, on_invalid="ignore")
    if geometry is not None:
        return geometry, ""
    return shapely.from_wkb(wkb, on_invalid="fix"), "a ring was not closed or had fewer than four points"


def _address(path: Path) -> str:
    if not path.is_file():
        raise BadInput("There is no such file", field="FILE", value=path)
    if zipfile.is_zipfile(path):
        return f"/vsizip/{path.resolve()}/{_shapefile_in(path)}"
    with path.open("rb") as file:
        start = file.read(4096)
    # GDAL also reads formats that fetch from elsewhere; the first bytes decide before it sees the file.
    if not any(start.startswith(magic) for magic in _MAGIC) and not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        b"{"
    ):
        raise _unreadable(path, "its first bytes are of none of these")
    return str(path.resolve())


def _shapefile_in(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    shapefiles = [member.filename for member in members if member.filename.lower().endswith(".shp")]
    if len(shapefiles) != 1:
        raise _unreadable(path, f"the zip holds {len(shapefiles)} .shp files, not one")
    if sum(member.file_size for member in members) > LARGEST_ZIP_BYTES:
        raise _unreadable(path, "it unpacks to more than 2 GB")
    return shapefiles[0]


def _encoding(path: Path, driver: str) -> str | None:
    """Thai shapefiles often come in cp874 without saying so (no .cpg): found by what the bytes cannot be."""
    if driver != "ESRI Shapefile":
        return None
    table, stated = _sidecar(path, ".dbf"), _sidecar(path, ".cpg")
    if stated is not None or table is None:
        return None
    try:
        table[32:].decode("utf-8")
    except UnicodeDecodeError:
        return "cp874"
    return "utf-8"


def _sidecar(path: Path, suffix: str) -> bytes | None:
    if not zipfile.is_zipfile(path):
        beside = [path.with_suffix(suffix), path.with_suffix(suffix.upper())]
        return next((file.read_bytes() for file in beside if file.is_file()), None)
    with zipfile.ZipFile(path) as archive:
        wanted = Path(_shapefile_in(path)).with_suffix(suffix).as_posix().lower()
        return next((archive.read(name) for name in archive.namelist() if name.lower() == wanted), None)


def _unreadable(path: Path, why: str) -> BadInput:
    return BadInput(
        f"Boundaries are read from GeoJSON, GeoPackage and Shapefile (also zipped); {path.name} cannot be: {why}",
        field="FILE",
        value=path,
    )
