"""GDAL as pyogrio brings it, cut down to the drivers we need and cut off from the network. Import pyogrio here only.

GDAL registers dozens of drivers, several of which fetch from elsewhere (HTTP, WFS, VRT ...). `GDAL_SKIP` takes them
out, but is looked at only once, while pyogrio is being imported; it must not stay in the environment, where
programs started by us (ogr2ogr) would find it.
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["DRIVERS", "Unreadable", "batch", "bounds", "info", "layers", "pyogrio"]

DRIVERS = ("ESRI Shapefile", "GPKG", "GeoJSON", "KML", "LIBKML")
"""What stays, for reading and for exports."""

_SKIPPED = (
    "ADBC,AIVector,AVCBin,AVCE00,AmigoCloud,CSV,CSW,Carto,DGN,DXF,EDIGEO,EEDA,ESRIJSON,Elasticsearch,FlatGeobuf,"
    "GDALG,GML,GPSBabel,GPX,GTFS,GeoJSONSeq,GeoRSS,HTTP,Idrisi,JML,JSONFG,LVBAG,MBTiles,MEM,MVT,MapInfo File,MapML,"
    "MiraMonVector,NGW,OAPIF,ODS,OGCAPI,OGR_GMT,OGR_PDS,OGR_VRT,OSM,OpenFileGDB,PCIDSK,PDF,PDS4,PGDUMP,PLSCENES,"
    "PMTiles,S57,SQLite,SXF,Selafin,TopoJSON,VDV,VFK,VICAR,WAsP,WFS,XLSX"
)
# /vsicurl/ opens no name that ends otherwise; what still goes through HTTP meets a proxy where nobody listens.
_OPTIONS = {
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none-is-allowed",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "/none-is-allowed",
    "GDAL_HTTP_PROXY": "http://127.0.0.1:9",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "PROJ_NETWORK": "OFF",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
}


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


with _environment("GDAL_SKIP", _SKIPPED):
    import pyogrio
    import pyogrio.errors
    import pyogrio.raw

pyogrio.set_gdal_config_options(_OPTIONS)

_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.CRSError,
)


class Unreadable(Exception):
    """GDAL cannot read on; its own words are the message, for the log only."""


@contextmanager
def _quietly() -> Iterator[None]:
    """GDAL's errors as ours; its warnings are left out, since rows are judged one by one."""
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except _ERRORS as error:
        raise Unreadable(str(error)) from error


def layers(path: Path) -> list[str]:
    """Names of a file's layers."""
    with _quietly():
        return [str(name) for name, _kind in pyogrio.list_layers(str(path))]


def info(path: Path, layer: str | None, encoding: str | None = None, **options: str) -> dict[str, Any]:
    """`driver`, `crs` (None where not stated), `fields`, `dtypes`, `features`, `geometry_type` of a layer."""
    with _quietly():
        found: dict[str, Any] = pyogrio.read_info(str(path), layer=layer, encoding=encoding, **options)
    return found


def bounds(path: Path, layer: str | None) -> Any:
    """West, south, east, north of every shape: an array of four rows, in the file's own CRS."""
    with _quietly():
        return pyogrio.read_bounds(str(path), layer=layer)[1]


def batch(path: Path, layer: str | None, encoding: str | None, skip: int, count: int, **options: str) -> Any:
    """`(meta, wkb per row or None, one array per column)` of some rows."""
    with _quietly():
        meta, _fids, shapes, columns = pyogrio.raw.read(
            str(path),
            layer=layer,
            encoding=encoding,
            force_2d=True,
            skip_features=skip,
            max_features=count,
            **options,
        )
    return meta, shapes, columns
