"""Reading every export format back, each with a program that did not write it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyogrio
from django.http import QueryDict
from django.utils import timezone
from python_calamine import CalamineWorkbook

from facilities.exports.extract import Extract, Headers, extract
from facilities.exports.formats import FORMATS
from facilities.selection import Selection
from geo.layers import Viewer

OFFICER = Viewer(frozenset({"facilities.view_facility", "facilities.view_substance"}))


def asked(query: str = "", headers: Headers = "names", viewer: Viewer = OFFICER) -> Extract:
    """The extract that an address asks for."""
    return extract(Selection.parse(QueryDict(query), viewer), headers, viewer, timezone.now())


def written(form: str, made: Extract) -> bytes:
    """The whole file."""
    return b"".join(FORMATS[form].write(made))


def rows(form: str, content: bytes, folder: Path) -> list[dict[str, Any]]:
    """What the file holds, a dictionary a facility; `geometry` as WKB hex where the format has one."""
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if form == "geojson":
        return [one["properties"] | {"geometry": one["geometry"]} for one in json.loads(content)["features"]]
    path = folder / f"file.{form}"
    path.write_bytes(content)
    if form == "xlsx":
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]
    return _with_gdal(path)


def _with_gdal(path: Path) -> list[dict[str, Any]]:
    meta, _ids, shapes, columns = pyogrio.raw.read(path)
    names = [str(name) for name in meta["fields"]]
    told = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return [row | {"geometry": shape} for row, shape in zip(told, shapes, strict=True)]
