"""Base maps as the setting states them: good ones read, wrong ones refused at the start by their rule."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.basemaps import parsed
from geo.env import BadSetting
from tests.builders_basemaps import an_archive

PHOTO = {"id": "photo", "title_th": "ภาพถ่าย", "attribution": "© ตัวอย่าง", "xyz": "https://tiles.test/{z}/{x}/{y}.jpg"}
TOWN = {"id": "town", "title_th": "ผังเมือง", "title_en": "Town", "attribution": "©", "pmtiles": "town.pmtiles"}


def read(folder: Path, *entries: Any) -> Any:
    return parsed(json.dumps(list(entries)), folder)


def test_none_are_offered_unless_they_are_stated(tmp_path: Path) -> None:
    assert parsed("", tmp_path) == ()


def test_pictures_of_another_host_name_its_origin(tmp_path: Path) -> None:
    (found,) = read(tmp_path, {**PHOTO, "xyz": "https://tiles.test:8443/{z}/{x}/{y}{r}.png", "max_zoom": 17})
    assert (found.kind, found.origin, found.max_zoom) == ("xyz", "https://tiles.test:8443", 17)
    assert found.title_en == "ภาพถ่าย"


@pytest.mark.parametrize(("vector", "kind"), [(False, "raster"), (True, "vector")])
def test_an_archive_says_what_it_holds(tmp_path: Path, vector: bool, kind: str) -> None:
    an_archive(tmp_path / "town.pmtiles", vector=vector)
    (found,) = read(tmp_path, TOWN)
    assert (found.kind, found.origin, found.min_zoom, found.max_zoom) == (kind, "", 0, 2)


def test_a_file_may_hold_the_list(tmp_path: Path) -> None:
    (tmp_path / "basemaps.json").write_text(json.dumps([PHOTO]), encoding="utf-8")
    assert [found.id for found in parsed(str(tmp_path / "basemaps.json"), tmp_path)] == ["photo"]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": ({**PHOTO, "url": "x"}, "url is unknown"),
    "no title": ({**PHOTO, "title_th": ""}, "title_th must be a text"),
    "no credit": ({**PHOTO, "attribution": None}, "attribution must be a text"),
    "capital id": ({**PHOTO, "id": "Photo"}, "id must be"),
    "both": ({**PHOTO, "pmtiles": "town.pmtiles"}, "either xyz or pmtiles"),
    "no scheme": ({**PHOTO, "xyz": "tiles.test/{z}/{x}/{y}"}, "must begin with"),
    "other scheme": ({**PHOTO, "xyz": "javascript:alert(1)//{z}/{x}/{y}"}, "must begin with"),
    "no marks": ({**PHOTO, "xyz": "https://tiles.test/z/x/y.png"}, "must hold"),
    "strange mark": ({**PHOTO, "xyz": "https://tiles.test/{z}/{x}/{y}?key={key}"}, "must hold"),
    "mark in host": ({**PHOTO, "xyz": "https://{s}.tiles.test/{z}/{x}/{y}"}, "must begin with"),
    "policy in host": ({**PHOTO, "xyz": "https://tiles.test; script-src */{z}/{x}/{y}"}, "must begin with"),
    "login in host": ({**PHOTO, "xyz": "https://user:pass@tiles.test/{z}/{x}/{y}"}, "must begin with"),
    "zoom": ({**PHOTO, "max_zoom": 99}, "max_zoom must be"),
    "zoom as text": ({**PHOTO, "max_zoom": "18"}, "max_zoom must be"),
    "missing file": (TOWN, "no readable file"),
    "folder": ({**TOWN, "pmtiles": "../town.pmtiles"}, "without a folder"),
    "other file": ({**TOWN, "pmtiles": "notes.pmtiles"}, "is no PMTiles archive"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_stops_the_start_and_says_why(tmp_path: Path, name: str) -> None:
    entry, rule = WRONG[name]
    (tmp_path / "notes.pmtiles").write_bytes(b"PMTiles\x03" if name == "none" else b"notes" * 100)
    with pytest.raises(BadSetting, match="entry 1") as refused:
        read(tmp_path, entry)
    assert rule in str(refused.value)


@pytest.mark.parametrize("text", ["[", "{}", '{"id": 1}', "/no/such/file.json", "[" + "{}," * 20 + "{}]"])
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSetting, match="PHANGUT_BASEMAPS"):
        parsed(text, tmp_path)


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="once"):
        read(tmp_path, PHOTO, PHOTO)
