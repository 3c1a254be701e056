"""What is no table is refused by its rule, in words that are ours, before any library sees it."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from geo.errors import BadInput
from geo.tables import archives, limits, open_table
from tests.geo.tables import FILES, opened


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty.csv", "The file is empty"),
        ("header_only.csv", "a header and no row"),
        ("one_column.csv", "one column only"),
        ("error_page.csv", "a web page"),
        ("picture.csv", "a picture"),
        ("old_workbook.xlsx", "password-protected workbook"),
        ("no_geojson.json", "no GeoJSON"),
        ("broken.geojson", "no valid JSON"),
        ("other.zip", "neither a .shp, nor a .kml, nor a workbook"),
        ("cut_off.zip", "damaged or cut off"),
        ("cut_off.kml", "ends in the middle"),
        ("no_place.kml", "no place"),
        ("entities.kml", "declares entities"),
        ("shapefile_without_dbf.zip", r"The .dbf file"),
        ("nowhere.csv", "no such file"),
        (".", "This is a directory"),
    ],
)
def test_each_kind_of_wrong_file_gets_its_own_words(name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        opened(name)
    assert refused.value.fields["field"] == "file"
    assert "GDAL" not in refused.value.detail
    assert "driver" not in refused.value.detail


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vrt", b'<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>'),
        ("a.gml", b'<?xml version="1.0"?><gml:FeatureCollection/>'),
        ("a.bin", bytes(range(256)) * 40),
        ("a.gz", b"\x1f\x8b\x08"),
        ("a.db", b"SQLite format 3\0" + b"\0" * 200),
    ],
)
def test_formats_that_are_not_read_are_told_by_their_first_bytes(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as refused:
        open_table(tmp_path / name)
    assert refused.value.fields == {"field": "file", "value": name}


def a_zip(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["../a.shp", "/etc/a.shp", "a/../../b.shp", "C:\\a.shp", "..\\a.shp"])
def test_an_archive_that_reaches_outside_itself_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="outside itself"):
        open_table(a_zip(tmp_path / "a.zip", (name, b"x")))


def test_a_zip_bomb_is_refused_by_its_ratio_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = a_zip(tmp_path / "a.zip", ("a.shp", b"\0" * (limits.RATIO_COUNTS_FROM_BYTES + 1)))
    with pytest.raises(BadInput, match=rf"times its size; at most {limits.LARGEST_RATIO}"):
        open_table(bomb)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "doc.kml", "a.shp"])
def test_workbooks_and_kmz_are_judged_as_archives_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED_BYTES", 1000)
    monkeypatch.setattr(limits, "LARGEST_WORKBOOK_BYTES", 1000)
    with pytest.raises(BadInput, match="unpacks to 2,000 bytes; at most 1,000"):
        open_table(a_zip(tmp_path / "a.zip", (name, b"x" * 2000)))


def test_what_a_member_says_of_its_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = a_zip(tmp_path / "a.zip", ("a.shp", b"x" * 2000))
    monkeypatch.setattr(limits, "LARGEST_UNPACKED_BYTES", 1000)
    with pytest.raises(BadInput, match="more than 1,000 bytes"):
        archives.unpack(archive, {"a.shp": tmp_path / "out"})


def _of_another_version(packed: bytearray) -> None:
    packed[packed.rfind(b"PK\x01\x02") + 6] = 200


def _with_a_name_that_is_no_text(packed: bytearray) -> None:
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 9] |= 0x08
    packed[at + 46] = 0xFF


def _beginning_before_the_file(packed: bytearray) -> None:
    at = packed.rfind(b"PK\x05\x06")
    packed[at + 16 : at + 20] = b"\xff\xff\xff\x7f"


@pytest.mark.parametrize("harm", [_of_another_version, _with_a_name_that_is_no_text, _beginning_before_the_file])
@pytest.mark.parametrize("name", ["doc.kml", "a.shp", "xl/workbook.xml"])
def test_an_archive_that_python_cannot_list_is_refused(tmp_path: Path, name: str, harm: Any) -> None:
    path = a_zip(tmp_path / "a.zip", (name, b"x" * 200))
    packed = bytearray(path.read_bytes())
    harm(packed)
    path.write_bytes(packed)
    with pytest.raises(BadInput, match="damaged or cut off"):
        open_table(path)


def test_an_archive_packed_other_than_with_deflate_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.shp", b"x" * 200)
    with pytest.raises(BadInput, match="packed in a way that is not read"):
        open_table(tmp_path / "a.zip")


@pytest.mark.parametrize("encoding", ["zlib", "rot13", "hex", "idna", "undefined", "a\0b", "utf-32", "x" * 5000, "ก"])
def test_what_is_no_encoding_of_texts_is_refused(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes("a,b\n1,ก\n".encode())
    for name in (tmp_path / "a.csv", FILES / "shapefile_cp874_unsaid.zip"):
        if encoding == "utf-32" and name.suffix == ".zip":
            continue  # it is one, and fits nothing
        with pytest.raises(BadInput) as refused:
            open_table(name, encoding=encoding)
        assert refused.value.fields["field"] == "encoding"


@pytest.mark.parametrize("start", [b"", b"a,b\n"])
def test_a_quote_that_never_closes_is_refused_wherever_it_opens(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(start + b'"' + b"x" * (limits.LARGEST_CELL + 10))
    with pytest.raises(BadInput, match="a quote opens and is not closed"):
        list(open_table(tmp_path / "a.csv").rows())


def a_feature(properties: str, coordinates: str) -> str:
    geometry = f'{{"type": "Point", "coordinates": {coordinates}}}'
    feature = f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}'
    return f'{{"type": "FeatureCollection", "features": [{feature}]}}'


def test_a_whole_number_of_thousands_of_digits_is_no_json_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(a_feature(f'{{"a": {"9" * 5000}}}', "[100, 13]"))
    with pytest.raises(BadInput, match="no valid JSON"):
        open_table(tmp_path / "a.geojson")


def test_a_coordinate_beyond_all_numbers_is_a_problem_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(a_feature('{"a": 1}', f"[{'9' * 400}, 13]"))
    (row,) = open_table(tmp_path / "a.geojson").rows()
    assert (row.shape, row.problem) == (None, "the geometry cannot be read")


def test_a_geopackage_with_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    content = (FILES / "one_layer.gpkg").read_bytes()
    harmed = content.replace(b"CREATE TABLE gpkg_contents", b"CREATE TABLE gpkg_content\xff", 1)
    assert harmed != content
    (tmp_path / "a.gpkg").write_bytes(harmed)
    with pytest.raises(BadInput, match="no GeoPackage"):
        open_table(tmp_path / "a.gpkg")


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_MEMBERS", 2)
    with pytest.raises(BadInput, match="holds 3 files; at most 2"):
        open_table(a_zip(tmp_path / "a.zip", ("a.shp", b""), ("b", b""), ("c", b"")))


def test_a_file_that_is_too_large_is_refused_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE_BYTES", 10)
    with pytest.raises(BadInput, match=r"bytes; at most 10 are read"):
        open_table(FILES / "utf8.csv")
