"""Reading an extract: good ones whole, bad ones refused by their rule."""

from datetime import date
from pathlib import Path

import pytest

from geo.errors import BadInput
from geo.ground import extract
from tests.builders_ground import a_lake, a_line, a_place, an_extract
from tests.real_data import real_file


def drawn(file: Path) -> list[extract.Drawn]:
    return list(extract.read(extract.inspect(file)))


def test_everything_drawn_is_read_with_its_names(tmp_path: Path) -> None:
    found = drawn(an_extract(tmp_path / "small.osm"))
    kinds = sorted((one.kind.theme, one.kind.name) for one in found)
    assert kinds == [
        ("place", "town"),
        ("road", "residential"),
        ("road", "trunk"),
        ("stream", "river"),
        ("water", "water"),
    ]
    assert {one.name_th for one in found} >= {"ถนนตัวอย่าง", "เมืองตัวอย่าง", "หนองตัวอย่าง"}


@pytest.mark.parametrize(
    ("tags", "thai", "english"),
    [
        ({"name": "บางแสน", "name:en": "Bang Saen"}, "บางแสน", "Bang Saen"),
        ({"name": "Nong Chok", "name:th": "หนองจอก"}, "หนองจอก", "Nong Chok"),
        ({"name": "Vaduz"}, "", "Vaduz"),
        ({"name": "  เพชร\u200bบุรี "}, "เพชรบุรี", ""),
        ({"name": "ก" * 300}, "ก" * 120, ""),
    ],
)
def test_a_name_goes_where_its_letters_say(tmp_path: Path, tags: dict[str, str], thai: str, english: str) -> None:
    (found,) = drawn(an_extract(tmp_path / "named.osm", [], [a_place(**tags)]))
    assert (found.name_th, found.name_en) == (thai, english)


def test_a_place_without_a_name_is_left_out(tmp_path: Path) -> None:
    assert drawn(an_extract(tmp_path / "unnamed.osm", [], [a_place(population="3")])) == []


def test_a_way_that_lost_its_nodes_is_left_out(tmp_path: Path) -> None:
    way = '<way id="1" version="1"><nd ref="7"/><nd ref="8"/><tag k="highway" v="trunk"/></way>'
    file = tmp_path / "cut-at-the-edge.osm"
    file.write_text(f'<?xml version="1.0"?><osm version="0.6">{way}</osm>')
    assert drawn(file) == []


def test_a_lake_whose_ring_crosses_itself_does_not_stop_the_rest(tmp_path: Path) -> None:
    (west, south), (east, north) = (101.0, 13.0), (101.1, 13.1)
    bow = [(west, south), (east, north), (east, south), (west, north), (west, south)], {"natural": "water"}
    found = drawn(an_extract(tmp_path / "bow.osm", [bow, a_line(highway="trunk")], []))
    assert ("road", "trunk") in {(one.kind.theme, one.kind.name) for one in found}


BAD = {
    "garbage.osm.pbf": b"garbage" * 100,
    "empty.osm.pbf": b"",
    "page.osm": b"<html><body>Not found</body></html>",
    "open.osm": b'<?xml version="1.0"?><osm version="0.6"><node id="1"',
    "latin.osm": b'<?xml version="1.0"?><osm version="0.6"><node id="x" lat="y" lon="z"/></osm>',
    "roads.geojson": b'{"type": "FeatureCollection", "features": []}',
    "roads.csv": b"a,b\n1,2\n",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_extract_is_refused_by_its_rule(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    with pytest.raises(BadInput) as refused:
        drawn(tmp_path / name)
    assert refused.value.fields["field"] == "file"
    assert refused.value.fields["value"] == name


@pytest.mark.parametrize("name", ["missing.osm.pbf", ""])
def test_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        extract.inspect(tmp_path / name)


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "LARGEST_BYTES", 100)
    with pytest.raises(BadInput, match="at most 100"):
        extract.inspect(an_extract(tmp_path / "large.osm"))


def test_too_many_objects_are_refused(tmp_path: Path) -> None:
    origin = extract.inspect(an_extract(tmp_path / "many.osm"))
    with pytest.raises(BadInput, match="more than 2"):
        list(extract.read(origin, most=2))


def test_large_files_are_read_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = an_extract(tmp_path / "large.osm", [a_line(highway="trunk"), a_lake()])
    in_memory = drawn(file)
    monkeypatch.setattr(extract, "_IN_MEMORY_BYTES", 1)
    assert drawn(file) == in_memory


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "shows", "roads"),
    [("monaco-2016-03-05", date(2016, 3, 5), 1500), ("liechtenstein-2013-08-03", date(2013, 8, 3), 2000)],
)
def test_real_extracts_are_read(name: str, shows: date, roads: int) -> None:
    origin = extract.inspect(real_file(f"roads/{name}.osm.pbf"))
    found = list(extract.read(origin))
    assert origin.shows == shows
    assert sum(one.kind.theme == "road" for one in found) > roads
    assert {"road", "rail", "water", "stream", "place"} == {one.kind.theme for one in found}


@pytest.mark.realdata
def test_an_extract_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    whole = real_file("roads/monaco-2016-03-05.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match="cut off"):
        drawn(tmp_path / "cut.osm.pbf")
