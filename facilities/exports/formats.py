"""The formats an export can have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from facilities.exports import csv_file, geojson_file, geopackage_file, kml_file, xlsx_file
from facilities.exports.extract import Extract, Headers
from geo.layers import Text


@dataclass(frozen=True)
class Format:
    """`write` yields the file in pieces, some of them empty. `headers` are those used where none are asked for."""

    name: str
    title: Text
    purpose: Text
    content_type: str
    headers: Headers
    write: Callable[[Extract], Iterator[bytes]]
    most_rows: int | None = None


FORMATS = {
    one.name: one
    for one in (
        Format(
            "xlsx",
            _("XLSX"),
            _("Spreadsheet; numbers and days keep their type"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "thai",
            xlsx_file.write,
            xlsx_file.MOST_ROWS,
        ),
        Format("csv", _("CSV"), _("Table as text, for any program"), "text/csv; charset=utf-8", "thai", csv_file.write),
        Format(
            "geojson",
            _("GeoJSON"),
            _("Map data for web and programs"),
            "application/geo+json",
            "names",
            geojson_file.write,
        ),
        Format(
            "gpkg",
            _("GeoPackage"),
            _("Map data for QGIS and ArcGIS"),
            "application/geopackage+sqlite3",
            "names",
            geopackage_file.write,
        ),
        Format(
            "kml",
            _("KML"),
            _("For Google Earth and similar viewers"),
            "application/vnd.google-earth.kml+xml",
            "thai",
            kml_file.write,
        ),
    )
}
