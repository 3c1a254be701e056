"""Reading GeoJSON, GeoPackage and Shapefile into rows in WGS84."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from geo.crs import WGS84
from geo.errors import BadInput

_THAI_DBF = "cp874"
"""What a Thai shapefile without a .cpg file is written in; GDAL then assumes Latin-1."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as it came: its number in the file from 1, its cells, its geometry in WGS84."""

    number: int
    cells: Mapping[str, Any]
    geometry: BaseGeometry | None


def read(path: Path, columns: Iterable[str]) -> list[SourceRow]:
    """All rows of the file's first layer, numbered from 1.

    Raises `BadInput` for a file that cannot be read, lacks one of `columns`, or is not on the WGS84 datum.
    """
    wanted = set(columns)
    meta, geometries, arrays = _loaded(path, wanted)
    if missing := sorted(wanted - set(meta["fields"])):
        raise BadInput("The file lacks columns of this profile", field="columns", value=", ".join(missing))
    shapes = _in_wgs84(shapely.from_wkb(geometries), meta["crs"])
    names = [str(name) for name in meta["fields"]]
    cells = zip(*(_plain(array) for array in arrays), strict=True)
    return [
        SourceRow(number, dict(zip(names, values, strict=True)), shape)
        for number, (values, shape) in enumerate(zip(cells, shapes, strict=True), start=1)
    ]


def _loaded(path: Path, wanted: set[str]) -> tuple[dict[str, Any], Any, Any]:
    if not path.is_file():
        raise BadInput("There is no such file", field="file", value=path)
    try:
        found = _load(path, None)
    except UnicodeDecodeError:
        return _load(path, _THAI_DBF)
    is_thai_dbf = path.suffix.lower() == ".shp" and not wanted <= set(found[0]["fields"])
    return _load(path, _THAI_DBF) if is_thai_dbf else found


def _load(path: Path, encoding: str | None) -> tuple[dict[str, Any], Any, Any]:
    try:
        meta, _ids, geometries, arrays = pyogrio.raw.read(path, encoding=encoding)
    except (DataSourceError, DataLayerError) as error:
        raise BadInput(f"The file cannot be read as a layer: {error}", field="file", value=path) from None
    if geometries is None:
        raise BadInput("The file's layer has no geometry", field="file", value=path)
    return meta, geometries, arrays


def _in_wgs84(shapes: Any, stated: str | None) -> list[Any]:
    if stated is None:
        raise BadInput("The file does not state its coordinate reference system", field="crs", value=None)
    crs = CRS.from_user_input(stated)
    if crs.equals(CRS.from_epsg(WGS84), ignore_axis_order=True):
        return list(shapes)
    # Another datum would be shifted by PROJ's default operation, which is 190 m off for Indian 1975.
    if crs.datum is None or not crs.datum.name.startswith("World Geodetic System 1984"):
        raise BadInput("Files must be on the WGS84 datum; transform this one first", field="crs", value=crs.name)
    to_degrees = Transformer.from_crs(crs, WGS84, always_xy=True)
    moved = shapely.transform(shapes, lambda xy: numpy.column_stack(to_degrees.transform(xy[:, 0], xy[:, 1])))
    return list(moved)


def _plain(array: Any) -> list[Any]:
    """Python values for JSON: no numpy scalars, days as ISO text, None for NaN and NaT."""
    if array.dtype.kind == "M":
        return [None if numpy.isnat(day) else str(day) for day in array]
    return [None if isinstance(value, float) and value != value else value for value in array.tolist()]
