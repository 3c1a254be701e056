"""Vector files and workbooks: columns, days, numbers, shapes in WGS84, whatever the file's packing and datum."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from geo.errors import BadInput
from geo.tables import geojson, open_table
from geo.tables.table import End
from geo.tables.vector import VectorReader
from tests.geo.tables import BANGKOK, FILES, cells, opened, places, problems

TWO = [(100.5, 13.7), (101.0, 14.0)]


@pytest.mark.parametrize(
    "name",
    [
        "shapefile_utf8.zip",
        "shapefile_capitals_in_a_folder.zip",
        "shapefile_cp874_unsaid.zip",
        "shapefile_cpg_wrong.zip",
        "shapefile_no_crs_in_degrees.zip",
        "shapefile_without_shx.zip",
        "beside/Factories.shp",
    ],
)
def test_a_shapefile_is_read_however_it_is_packed(name: str) -> None:
    table = opened(name)
    assert cells(table) == [["หนึ่ง", 1.5, date(2020, 1, 2)], ["สอง", 2.0, None]]
    assert places(table) == TWO
    assert (table.format, table.count, table.has_shapes, table.truncated) == ("Shapefile", 2, True, False)


@pytest.mark.parametrize(
    ("name", "encoding", "note"),
    [
        ("shapefile_cp874_unsaid.zip", "cp874", "does not say its encoding"),
        ("shapefile_cpg_wrong.zip", "cp874", "says UTF-8, but the bytes are not"),
        ("shapefile_utf8.zip", "utf-8", "in the middle of a letter"),
        ("shapefile_no_crs_in_degrees.zip", "utf-8", "states no CRS"),
    ],
)
def test_what_had_to_be_guessed_is_said(name: str, encoding: str, note: str) -> None:
    table = opened(name)
    assert table.encoding == encoding
    assert any(note in said for said in table.notes)


def test_a_shapefile_whose_metres_have_no_crs_must_be_told_one() -> None:
    with pytest.raises(BadInput, match="EPSG:24047") as refused:
        opened("shapefile_no_crs_in_metres.zip")
    assert refused.value.fields["field"] == "crs"
    assert places(opened("shapefile_no_crs_in_metres.zip", crs="EPSG:24047")) == [BANGKOK]


def test_of_a_shapefile_that_is_cut_off_the_whole_rows_are_read() -> None:
    table = opened("shapefile_cut_off.zip")
    assert len(cells(table)) == 1
    assert table.truncated


def test_an_archive_of_two_shapefiles_must_be_told_which() -> None:
    with pytest.raises(BadInput, match="not one: a, c"):
        opened("shapefile_two.zip")
    assert places(opened("shapefile_two.zip", layer="a")) == TWO
    with pytest.raises(BadInput, match="no layer 'x'"):
        opened("shapefile_two.zip", layer="x")


@pytest.mark.parametrize("name", ["shapefile_indian_1975_esri.zip", "indian_1975.geojson"])
def test_indian_1975_goes_through_the_thai_parameters_in_every_format(name: str) -> None:
    assert places(opened(name)) == [BANGKOK]


def test_a_geopackage_gives_days_and_whole_numbers() -> None:
    table = opened("one_layer.gpkg")
    assert cells(table) == [["หนึ่ง", 1.5, datetime(2020, 1, 2, 3, 4, 5), 1], ["สอง", 2.0, None, 2]]
    assert (table.format, places(table)) == ("GeoPackage", TWO)


def test_a_geopackage_of_two_layers_must_be_told_which() -> None:
    with pytest.raises(BadInput, match="2 layers, not one: a, b"):
        opened("two_layers.gpkg")
    assert opened("two_layers.gpkg", layer="b").count == 1


def test_zone_48_of_indian_1975_is_read_from_a_geopackage() -> None:
    assert places(opened("indian_1975_zone_48.gpkg")) == [(102.224352, 13.555843)]


def test_geojson_keeps_texts_as_texts_and_rows_without_a_place() -> None:
    table = opened("points.geojson")
    assert table.columns == ("FID", "NAME", "HP", "เพิ่ม")
    assert cells(table) == [["0010", "หนึ่ง", 12.5, None], ["0020", None, None, "[1, 2]"]]
    assert places(table) == [(100.5, 13.7), None]


def test_geojson_that_is_cut_off_gives_its_whole_features() -> None:
    table = opened("cut_off.geojson")
    assert cells(table) == [["1"]]
    assert table.truncated


def test_features_one_after_the_other_are_geojson_too() -> None:
    assert places(opened("sequence.geojson")) == [(100, 13), (101, 13), (102, 13)]


def test_a_ring_that_does_not_close_is_closed_and_said() -> None:
    table = opened("unclosed_ring.geojson")
    assert "ring was not closed" in problems(table)[1]
    assert [row.shape.area for row in table.rows() if row.shape] == [pytest.approx(0.5)]


@pytest.mark.parametrize(("name", "count"), [("two_folders.kml", 2), ("tis620.kml", 1), ("one_folder.kmz", 1)])
def test_kml_and_kmz_give_the_places_of_all_folders(name: str, count: int) -> None:
    table = opened(name)
    said = [dict(zip(table.columns, row, strict=True)) for row in cells(table)]
    assert [(row["Name"], row["HP"]) for row in said] == [("หนึ่ง", "12"), ("สอง", "7")][:count]
    assert places(table) == TWO[:count]


def test_a_workbook_gives_days_as_days_and_long_numbers_whole() -> None:
    table = opened("titles_above_the_header.xlsx")
    assert table.columns == ("FID", "ชื่อ", "HP", "DAY", "ชื่อ_2")
    assert cells(table) == [
        ["00123", "หนึ่ง", 12.5, date(2008, 12, 15), ""],
        [10010000000017, "สอง", 40, "", "ซ้ำ"],
    ]
    assert "titles" in table.notes[0]


def test_a_sheet_is_chosen_by_name() -> None:
    with pytest.raises(BadInput, match="header and no row"):
        opened("titles_above_the_header.xlsx", layer="อื่น")
    with pytest.raises(BadInput, match="has no sheet 'x'; it has: โรงงาน, อื่น"):
        opened("titles_above_the_header.xlsx", layer="x")


@pytest.mark.parametrize("name", ["shapefile_utf8.zip", "one_layer.gpkg", "two_folders.kml"])
def test_rows_come_in_parts_and_their_numbers_go_on(name: str) -> None:
    table = opened(name)
    assert isinstance(table.reader, VectorReader)
    assert [row.number for row in replace(table.reader, batch=1).rows(End())] == [1, 2]


def test_features_of_geojson_come_in_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "BATCH", 1)
    assert [row.number for row in opened("sequence.geojson").rows()] == [1, 2, 3]


def test_reading_leaves_nothing_behind_and_changes_no_file(tmp_path: Path) -> None:
    for source in (FILES / "one_layer.gpkg", FILES / "shapefile_without_shx.zip", *(FILES / "beside").iterdir()):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    before = {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()}
    for name in ("one_layer.gpkg", "shapefile_without_shx.zip", "Factories.shp"):
        list(open_table(tmp_path / name).rows())
    assert {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()} == before
