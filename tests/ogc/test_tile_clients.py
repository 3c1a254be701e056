"""Other people's programs read our tiles: GDAL's drivers MVT, OGCAPI and PMTiles, ogr2ogr, OWSLib."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests
from django.core.management import call_command
from owslib.ogcapi import Collections

from facilities.models import Facility
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, register_all
from tests.builders_tiles import tile_of
from tests.ogc.gdal_reader import gdal
from tiles import serving

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 300
WEST, SOUTH = 100.0, 13.0
STEP = 0.03
BOX = {"MINX": "11130000", "MINY": "1458000", "MAXX": "11197000", "MAXY": "1510000"}
"""Web Mercator metres around all of them: the OGCAPI driver takes the box of a collection for metres."""


@pytest.fixture
def served(live_server: Any) -> str:
    """A part of the country, some places of which lie close together."""
    serving.forget()
    register_all(
        new_facility(LonLat(WEST + step % 20 * STEP, SOUTH + step // 20 * STEP), kind=("factory", "mine")[step % 2])
        for step in range(MANY)
    )
    return str(live_server.url)


def counted(found: dict[str, Any]) -> int:
    """How many facilities the features stand for: an aggregate says how many it is."""
    counts = found["values"].get("count") or [None] * len(found["ids"])
    return sum(int(count) if count else 1 for count in counts)


def fetched(served: str, folder: Path, zoom: int) -> Path:
    """A tile as a file."""
    tile = tile_of(LonLat(101.0, 13.5), zoom)
    answer = requests.get(f"{served}/tiles/facilities/{tile.z}/{tile.x}/{tile.y}.mvt", timeout=20)
    file = folder / f"{tile.z}-{tile.x}-{tile.y}.pbf"
    file.write_bytes(answer.content)
    return file


def test_gdal_reads_a_fetched_tile_of_aggregates(served: str, tmp_path: Path) -> None:
    found = gdal(f"MVT:{fetched(served, tmp_path, 3)}", "facilities")
    assert counted(found) == MANY
    assert len(found["ids"]) < MANY
    assert sum(int(count or 0) for count in found["values"]["kind:mine"]) <= MANY / 2


def test_gdal_reads_a_tile_from_its_address(served: str) -> None:
    tile = tile_of(LonLat(WEST, SOUTH), 14)
    found = gdal(f"MVT:{served}/tiles/facilities/{tile.z}/{tile.x}/{tile.y}.mvt", "facilities")
    (name,) = found["values"]["name_th"]
    assert Facility.objects.get(name_th=name).position.coords == (WEST, SOUTH)


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="there is no ogr2ogr on this machine")
def test_ogr2ogr_turns_a_tile_into_geojson(served: str, tmp_path: Path) -> None:
    out = tmp_path / "tile.geojson"
    command = ["ogr2ogr", "-f", "GeoJSON", str(out), f"MVT:{fetched(served, tmp_path, 3)}", "facilities"]
    subprocess.run(command, capture_output=True, check=True)
    assert '"count":' in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("zoom", [4, 9, 12])
def test_gdal_counts_every_facility_in_the_tiles_of_the_standard(served: str, zoom: int) -> None:
    source = f"OGCAPI:{served}/ogc/collections/facilities"
    found = gdal(source, f"Zoom level {zoom}", API="TILES", **BOX)
    assert counted(found) == MANY
    assert "3857" in found["crs"]


def test_gdal_finds_each_facility_in_the_tiles_close_up(served: str) -> None:
    found = gdal(f"OGCAPI:{served}/ogc/collections/facilities", "Zoom level 13", API="TILES", **BOX)
    # One that lies near an edge is in both tiles.
    assert {int(key) for key in found["values"]["mvt_id"]} == set(Facility.objects.values_list("pk", flat=True))


def test_gdal_lists_a_level_for_each_zoom(served: str) -> None:
    levels = gdal(f"OGCAPI:{served}/ogc/collections/facilities")["layers"]
    assert levels == [f"Zoom level {zoom}" for zoom in range(17)]


@pytest.mark.parametrize(("zoom", "aggregated"), [(6, True), (13, False)])
def test_gdal_reads_the_archive(served: str, tmp_path: Path, zoom: int, aggregated: bool) -> None:
    file = tmp_path / "facilities.pmtiles"
    call_command("export_pmtiles", "facilities", "--zooms=0-13", output=file)
    found = gdal(str(file), "facilities", ZOOM_LEVEL=str(zoom))
    if aggregated:
        assert counted(found) == MANY > len(found["ids"])
    else:
        assert {int(key) for key in found["values"]["mvt_id"]} == set(Facility.objects.values_list("pk", flat=True))


def test_gdal_reads_the_archive_over_http(served: str, settings: Any, tmp_path: Path) -> None:
    call_command("export_pmtiles", "facilities", "--zooms=0-8")
    found = gdal(f"/vsicurl/{served}/tiles/facilities.pmtiles", "facilities", ZOOM_LEVEL="4")
    assert counted(found) == MANY


def test_owslib_finds_the_tiles_by_their_links(served: str) -> None:
    """OWSLib has no client of its own for tiles; its general one reads what leads to them."""
    client = Collections(f"{served}/ogc")
    assert "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core" in client.conformance()["conformsTo"]
    rels = {
        link["rel"]: link["href"] for link in client.collection("facilities")["links"] if "html" not in link["type"]
    }
    tilesets = requests.get(rels["http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"], timeout=20).json()
    assert tilesets["tilesets"][0]["tileMatrixSetURI"].endswith("WebMercatorQuad")
    described = client.api()["paths"]
    assert "/collections/facilities/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}" in described
