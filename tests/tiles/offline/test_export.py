"""Archives: the same tiles as are served, whole or not at all, what the public may see."""

import gzip
import json
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from pmtiles.reader import MemorySource, Reader, all_tiles

from facilities.models import Facility
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import Unavailable
from geo.layers import Viewer, layer_for
from tests.builders_facilities import new_facility, register_all
from tests.builders_incidents import a_country, a_report, an_officer
from tests.builders_tiles import total
from tiles import serving
from tiles.grid import TileCoord
from tiles.offline import archive
from tiles.offline.last import place_of

TILE = TileCoord(3, 6, 3)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register() -> None:
    register_all(new_facility(LonLat(100 + step % 9 / 7, 13 + step // 9 / 5)) for step in range(60))


def exported(layer: str, file: Path, *options: str) -> Reader:
    """The archive that the command writes."""
    call_command("export_pmtiles", layer, *options, output=file)
    return Reader(MemorySource(file.read_bytes()))


def features(reader: Reader, zoom: int, layer: str = "facilities") -> list[Any]:
    """All of one zoom, as a program sees them that reads every tile."""
    tiles = [content for (z, _x, _y), content in all_tiles(reader.get_bytes) if z == zoom]
    decoded = [mapbox_vector_tile.decode(gzip.decompress(tile)) for tile in tiles]
    return [feature for tile in decoded for feature in tile.get(layer, {}).get("features", [])]


def test_every_feature_is_in_the_archive_at_every_zoom(register: Any, tmp_path: Path) -> None:
    reader = exported("facilities", tmp_path / "f.pmtiles", "--zooms=0-14")
    for zoom in range(13):
        assert total(features(reader, zoom)) == Facility.objects.count()
    assert {feature["id"] for feature in features(reader, 14)} == set(Facility.objects.values_list("pk", flat=True))


def test_a_tile_of_the_archive_is_the_tile_that_is_served(register: Any, client: Any, tmp_path: Path) -> None:
    reader = exported("facilities", tmp_path / "f.pmtiles", "--zooms=5-14")
    found = list(all_tiles(reader.get_bytes))
    for (z, x, y), content in found:
        assert gzip.decompress(content) == client.get(f"/tiles/facilities/{z}/{x}/{y}.mvt").content
    assert len(found) > 100


def test_the_header_tells_zooms_place_and_kind(register: Any, tmp_path: Path) -> None:
    reader = exported("facilities", tmp_path / "f.pmtiles", "--zooms=5-9", "--bbox=99,12,102,15")
    header = reader.header()
    assert (header["version"], header["min_zoom"], header["max_zoom"], header["clustered"]) == (3, 5, 9, True)
    assert (header["min_lon_e7"], header["max_lat_e7"]) == (990_000_000, 150_000_000)
    about = reader.metadata()
    assert "kind" in about["vector_layers"][0]["fields"]
    assert about["made_at"]


def test_a_box_and_a_filter_leave_the_rest_out(register: Any, tmp_path: Path) -> None:
    box = (100.0, 13.0, 100.3, 13.3)
    reader = exported("facilities", tmp_path / "f.pmtiles", "--zooms=14", f"--bbox={','.join(map(str, box))}")
    seen = {feature["id"] for feature in features(reader, 14)}
    inside = Facility.objects.filter(position__coveredby=f"SRID=4326;{box_text(box)}")
    assert set(inside.values_list("pk", flat=True)) <= seen
    assert 0 < len(seen) < Facility.objects.count()
    with pytest.raises(CommandError, match="nothing to export"):
        exported("facilities", tmp_path / "none.pmtiles", "--only=kind=mine")
    assert not (tmp_path / "none.pmtiles").exists()


def box_text(box: tuple[float, float, float, float]) -> str:
    """As WKT."""
    west, south, east, north = box
    return f"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


def test_the_public_gets_blurred_reports_and_a_user_what_they_may_see(tmp_path: Path) -> None:
    a_country()
    report = a_report()
    (public,) = features(exported("incidents", tmp_path / "p.pmtiles", "--zooms=16"), 16, "incidents")[:1]
    assert set(public["properties"]) == {"category"}
    an_officer("view_report", "view_exactplace")
    (officer,) = features(exported("incidents", tmp_path / "o.pmtiles", "--zooms=16", "--as=officer"), 16, "incidents")[
        :1
    ]
    assert officer["properties"]["state"] == report.state


def test_what_a_user_sees_is_not_put_where_the_public_reads(register: Any) -> None:
    an_officer("view_report")
    with pytest.raises(CommandError, match="not for the public"):
        call_command("export_pmtiles", "facilities", user="officer")


def test_a_report_that_is_withdrawn_is_in_no_file_that_the_public_reads(client: Any) -> None:
    a_country()
    a_report()
    with pytest.raises(CommandError, match="may be withdrawn"):
        call_command("export_pmtiles", "incidents")
    left = place_of(layer_for(Viewer(), "incidents"))
    left.parent.mkdir(parents=True, exist_ok=True)
    call_command("export_pmtiles", "incidents", "--zooms=5", output=left)  # as an older version left it
    assert client.get("/tiles/incidents.pmtiles").status_code == 404
    assert client.get("/tiles/incidents.json").json()["archive"] is None


@pytest.mark.parametrize("narrowing", ["--bbox=99,12,102,15", "--only=kind=factory", "--as-of=2026-03-31"])
def test_a_part_is_not_put_in_place_of_the_whole(register: Any, narrowing: str) -> None:
    call_command("export_pmtiles", "facilities", "--zooms=5")
    whole = place_of(layer_for(Viewer(), "facilities")).read_bytes()
    with pytest.raises(CommandError, match="A part is not put"):
        call_command("export_pmtiles", "facilities", narrowing)
    assert place_of(layer_for(Viewer(), "facilities")).read_bytes() == whole


def test_an_export_that_was_stopped_goes_on_where_it_was(register: Any, tmp_path: Path, monkeypatch: Any) -> None:
    file, run, made = tmp_path / "f.pmtiles", serving.sql.run, []

    def stopping(statement: Any) -> bytes:
        if len(made) == 20:
            raise KeyboardInterrupt
        made.append(statement)
        return run(statement)

    monkeypatch.setattr(serving.sql, "run", stopping)
    with pytest.raises(KeyboardInterrupt):
        exported("facilities", file, "--zooms=5-10")
    assert list(tmp_path.glob("*.pmtiles*")) + list(tmp_path.glob(".*")) == []
    again: list[Any] = []
    monkeypatch.setattr(serving.sql, "run", lambda statement: (again.append(statement), run(statement))[1])
    exported("facilities", file, "--zooms=5-10")
    assert not {str(one) for one in made} & {str(one) for one in again}
    assert file.exists()


def test_the_old_file_stays_until_the_new_one_is_whole(register: Any, tmp_path: Path) -> None:
    file = tmp_path / "f.pmtiles"
    file.write_bytes(b"old")

    def breaking() -> Any:
        yield TILE, b"half"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        archive.write(file, breaking(), THAILAND, {})
    assert [one.name for one in tmp_path.iterdir()] == ["f.pmtiles"]
    assert file.read_bytes() == b"old"


def test_two_exports_do_not_write_one_file(tmp_path: Path) -> None:
    file = tmp_path / "f.pmtiles"

    def meanwhile() -> Any:
        with pytest.raises(Unavailable, match="Another export"):
            archive.write(file, [(TILE, b"other")], THAILAND, {})
        yield TILE, b"first"

    assert archive.write(file, meanwhile(), THAILAND, {}).tiles == 1
    assert Reader(MemorySource(file.read_bytes())).get(3, 6, 3) == b"first"


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--zooms=9-5"], "within which this layer has tiles"),
        (["--zooms=0-17"], "within which this layer has tiles"),
        (["--zooms=a"], "within which this layer has tiles"),
        (["--bbox=1,2,3"], "west,south,east,north"),
        (["--only=kind"], "NAME=VALUE"),
        (["--only=kind=castle"], "must be one of"),
        (["--as-of=1.1.2026"], "a day such as"),
        (["--as=nobody"], "There is no user"),
    ],
)
def test_a_wrong_option_is_told_by_its_rule(options: list[str], rule: str, tmp_path: Path) -> None:
    with translation.override("en"), pytest.raises(CommandError, match=rule):
        exported("facilities", tmp_path / "f.pmtiles", *options)


def test_the_archive_is_served_in_ranges_from_the_last_export(register: Any, client: Any) -> None:
    told = client.get("/tiles/facilities.pmtiles")
    assert told.status_code == 404
    assert "export_pmtiles facilities" in told.json()["detail"]
    call_command("export_pmtiles", "facilities", "--zooms=5-9")
    head = client.get("/tiles/facilities.pmtiles", headers={"Range": "bytes=0-126"})
    whole = b"".join(client.get("/tiles/facilities.pmtiles").streaming_content)
    assert (head.status_code, head.content) == (206, whole[:127])
    assert head["Content-Range"] == f"bytes 0-126/{len(whole)}"
    assert total(features(Reader(MemorySource(whole)), 5)) == Facility.objects.count()


@pytest.mark.parametrize(
    ("wanted", "status"), [("bytes=99999999-", 416), ("bytes=5-2", 416), ("bytes=0-1,4-5", 400), ("lines=1-2", 400)]
)
def test_a_range_that_is_none_is_refused(register: Any, client: Any, wanted: str, status: int) -> None:
    call_command("export_pmtiles", "facilities", "--zooms=5")
    assert client.get("/tiles/facilities.pmtiles", headers={"Range": wanted}).status_code == status


def test_what_the_reader_has_is_not_sent_again(register: Any, client: Any) -> None:
    call_command("export_pmtiles", "facilities", "--zooms=5")
    first = client.get("/tiles/facilities.pmtiles")
    assert client.get("/tiles/facilities.pmtiles", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_metadata_name_the_fields_of_those_only_who_may_know_them(tmp_path: Path) -> None:
    a_country()
    a_report()
    about = exported("incidents", tmp_path / "p.pmtiles", "--zooms=5").metadata()
    assert "state" not in json.dumps(about["vector_layers"])


def test_tilejson_and_the_tileset_tell_of_the_archive_once_there_is_one(register: Any, client: Any) -> None:
    tileset = "/ogc/collections/facilities/tiles/WebMercatorQuad"
    assert client.get("/tiles/facilities.json").json()["archive"] is None
    call_command("export_pmtiles", "facilities", "--zooms=5")
    archive_of = client.get("/tiles/facilities.json").json()["archive"]
    assert archive_of["url"] == "http://testserver/tiles/facilities.pmtiles"
    assert archive_of["url"] in [link["href"] for link in client.get(tileset).json()["links"]]
