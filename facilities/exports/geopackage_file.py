"""GeoPackage: written in chunks with pyogrio's own GDAL, every geometry as it is, in WGS84."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from django.contrib.gis.db.models.functions import AsWKB

from facilities.exports.about import about
from facilities.exports.cells import joined
from facilities.exports.columns import Column
from facilities.exports.extract import Extract, Row
from facilities.exports.files import sent, workplace
from geo.crs import WGS84

LAYERS = {"thai": "สถานประกอบการ", "names": "facilities"}
"""The layer's name, as QGIS lists it."""

_TYPES: dict[str, Any] = {"integer": np.int64, "number": np.float64, "boolean": np.bool_, "date": "datetime64[D]"}
_NOTHING: dict[str, Any] = {"integer": 0, "number": np.nan, "boolean": False, "date": np.datetime64("NaT", "D")}


def write(extract: Extract) -> Iterator[bytes]:
    """Nothing until the file is complete; empty pieces in between let a reader who leaves stop the work."""
    with workplace() as folder:
        path = folder / "facilities.gpkg"
        begun = False
        for chunk in extract.chunks(*extract.expressions(), AsWKB("shape")):
            _append(path, extract, chunk, append=begun)
            begun = True
            yield b""
        if not begun:
            _append(path, extract, (), append=False)
        yield from sent(path)


def _append(path: Path, extract: Extract, rows: Sequence[Row], *, append: bool) -> None:
    # Here, because it takes as long to load as a third of the service, which seldom writes this format.
    from geo.tables.gdal import pyogrio

    values = list(zip(*rows, strict=True)) if rows else [()] * (len(extract.columns) + 1)
    masks = [np.array([value is None for value in held], dtype=bool) for held in values[:-1]]
    pyogrio.raw.write(
        str(path),
        geometry=_objects([bytes(shape) if shape is not None else None for shape in values[-1]]),
        field_data=[_array(column, held) for column, held in zip(extract.columns, values, strict=False)],
        field_mask=masks,
        fields=extract.titles,
        layer=LAYERS[extract.headers],
        driver="GPKG",
        geometry_type="Unknown",
        crs=f"EPSG:{WGS84}",
        append=append,
        dataset_metadata=None if append else dict(about(extract)),
    )


def _array(column: Column, values: Sequence[Any]) -> Any:
    if column.kind == "list":
        return _objects([joined(value) for value in values])
    if column.kind == "text":
        return _objects(values)
    nothing = _NOTHING[column.kind]
    return np.array([nothing if value is None else value for value in values], dtype=_TYPES[column.kind])


def _objects(values: Sequence[Any]) -> Any:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
