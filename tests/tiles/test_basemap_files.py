"""Archives of base maps over HTTP: in ranges, by the names of the setting, and nothing else of the folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.basemaps import parsed
from tests.builders_basemaps import an_archive

TOWN = {"id": "town", "title_th": "ผังเมือง", "title_en": "Town", "attribution": "© Example", "pmtiles": "file.pmtiles"}
ADDRESS = "/tiles/basemaps/town.pmtiles"


@pytest.fixture
def archive(settings: Any, tmp_path: Path) -> bytes:
    settings.BASEMAP_DIR = tmp_path
    file = an_archive(tmp_path / "file.pmtiles")
    settings.BASEMAPS = parsed(json.dumps([TOWN]), tmp_path)
    return file.read_bytes()


def test_a_range_is_answered_with_its_bytes(client: Any, archive: bytes) -> None:
    answer = client.get(ADDRESS, headers={"Range": "bytes=0-126"})
    assert answer.status_code == 206
    assert answer.content == archive[:127]
    assert answer.headers["Content-Range"] == f"bytes 0-126/{len(archive)}"


def test_a_range_ends_with_the_file(client: Any, archive: bytes) -> None:
    answer = client.get(ADDRESS, headers={"Range": "bytes=100-99999999"})
    assert answer.content == archive[100:]


def test_a_range_beyond_the_file_is_416(client: Any, archive: bytes) -> None:
    answer = client.get(ADDRESS, headers={"Range": f"bytes={len(archive)}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(archive)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=-500", "lines=1-2", "bytes=a-b", "bytes=5"])
def test_other_ranges_are_refused(client: Any, archive: bytes, asked: str) -> None:
    answer = client.get(ADDRESS, headers={"Range": asked})
    assert answer.status_code == 400
    assert answer.json()["field"] == "Range"


def test_the_head_says_that_ranges_are_taken(client: Any, archive: bytes) -> None:
    answer = client.head(ADDRESS)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(archive))


@pytest.mark.parametrize("name", ["file", "other", "..%2Ffile", "town.pmtiles"])
def test_nothing_else_of_the_folder_is_given(client: Any, archive: bytes, name: str) -> None:
    assert client.get(f"/tiles/basemaps/{name}.pmtiles", headers={"Range": "bytes=0-9"}).status_code == 404


@pytest.mark.django_db
def test_the_page_is_told_of_them_in_its_language(client: Any, archive: bytes) -> None:
    found = client.get("/").context["page"]["basemaps"]
    assert [(one["id"], one["title"], one["kind"], one["url"]) for one in found] == [
        ("town", "ผังเมือง", "raster", ADDRESS)
    ]
