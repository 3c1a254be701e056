"""Files of every kind come in as rows in WGS84, or are refused with the rule."""

from pathlib import Path

import numpy
import pyogrio
import pytest
import shapely

from facilities.imports.reading import read
from geo.errors import BadInput
from tests.facilities.shapefile import written

NAMES = ["เลขทะเบียน", "ตำบล"]


def write(path: Path, *, crs: str | None = "EPSG:4326", x: float = 101.6, y: float = 13.8, **options: object) -> Path:
    """One row with two Thai columns."""
    pyogrio.raw.write(
        path,
        numpy.array([shapely.to_wkb(shapely.Point(x, y))], dtype=object),
        [numpy.array(["3-1-1/51"], dtype=object), numpy.array(["ท่าตูม"], dtype=object)],
        NAMES,
        geometry_type="Point",
        crs=crs,
        **options,
    )
    return path


@pytest.mark.parametrize(("name", "encoding"), [("a.gpkg", None), ("a.shp", "cp874"), ("a.geojson", None)])
def test_three_formats_are_read(tmp_path: Path, name: str, encoding: str | None) -> None:
    (row,) = read(write(tmp_path / name, encoding=encoding), NAMES)
    assert (row.number, row.cells["ตำบล"]) == (1, "ท่าตูม")
    assert (row.geometry.x, row.geometry.y) == (101.6, 13.8)


def test_a_thai_shapefile_without_its_encoding_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.shp", encoding="cp874")
    (tmp_path / "a.cpg").unlink()
    (row,) = read(path, NAMES)
    assert row.cells["ตำบล"] == "ท่าตูม"


def test_utm_on_wgs84_is_brought_to_degrees(tmp_path: Path) -> None:
    (row,) = read(write(tmp_path / "a.gpkg", crs="EPSG:32647", x=781103.23, y=1527129.62), NAMES)
    assert (round(row.geometry.x, 3), round(row.geometry.y, 3)) == (101.6, 13.8)


@pytest.mark.parametrize("crs", ["EPSG:24047", "EPSG:4240"])
def test_indian_1975_is_refused(tmp_path: Path, crs: str) -> None:
    with pytest.raises(BadInput, match="WGS84"):
        read(write(tmp_path / "a.gpkg", crs=crs), NAMES)


def test_a_shapefile_without_a_reference_system_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.shp", encoding="cp874")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(BadInput, match="coordinate reference system"):
        read(path, NAMES)


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read(write(tmp_path / "a.gpkg"), [*NAMES, "จังหวัด"])
    assert caught.value.fields["value"] == "จังหวัด"


def test_what_is_no_layer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text("not json")
    for name in ("a.geojson", "missing.gpkg"):
        with pytest.raises(BadInput):
            read(tmp_path / name, NAMES)


def test_cells_are_plain_python_values(tmp_path: Path) -> None:
    (row,) = read(written(tmp_path), NAMES)
    assert {type(cell) for cell in row.cells.values()} <= {str, float, int, type(None)}
