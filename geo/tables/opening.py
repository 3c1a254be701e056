"""From a path to a table: the first bytes decide what a file is, before any library sees it."""

from pathlib import Path

from geo.tables import csv_file, limits
from geo.tables.kinds import Kind, kind_of
from geo.tables.refusal import refused
from geo.tables.table import Table


def open_table(path: Path, *, encoding: str | None = None, layer: str | None = None, crs: str | None = None) -> Table:
    """A table of the file's only layer or first sheet, or of the one that `layer` names; its rows are unread.

    `encoding` and `crs` (such as `EPSG:24047`) are what a person states; they win over the file's own word.
    Raises `BadInput` for what is no file, too large, empty, hostile, or of a kind that is not read.
    """
    path = Path(path)
    _check_file(path)
    kind = kind_of(path)
    if kind is Kind.CSV:
        return csv_file.opened(path, encoding)
    return _opened(kind, path, encoding, layer, crs)


def _opened(kind: Kind, path: Path, encoding: str | None, layer: str | None, crs: str | None) -> Table:
    # Only when one is asked for: GDAL and the workbook reader take longer to start than a feed to be compared.
    from geo.tables import geojson, geopackage, kml, shapefile, workbook

    match kind:
        case Kind.XLSX:
            return workbook.opened(path, layer)
        case Kind.GEOJSON:
            return geojson.opened(path, crs)
        case Kind.GEOPACKAGE:
            return geopackage.opened(path, layer, crs)
        case Kind.SHAPEFILE | Kind.ZIPPED_SHAPEFILE:
            return shapefile.opened(path, encoding, layer, crs, zipped=kind is Kind.ZIPPED_SHAPEFILE)
        case _:
            return kml.opened(path, layer, zipped=kind is Kind.KMZ)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise refused(path, "This is a directory; give the file in it")
    if not path.is_file():
        raise refused(path, "There is no such file")
    size = path.stat().st_size
    if size == 0:
        raise refused(path, "The file is empty")
    if size > limits.LARGEST_FILE_BYTES:
        raise refused(path, f"The file has {size:,} bytes; at most {limits.LARGEST_FILE_BYTES:,} are read")
