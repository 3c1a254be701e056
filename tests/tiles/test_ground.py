"""The layers of the backdrop: there once an extract is loaded, drawn by zoom, credited."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from geo.ground import published
from geo.layers import Viewer, layer_for
from tests.builders_ground import CENTRE, a_lake, a_line, a_place, an_extract, load
from tests.builders_tiles import features, tile_of
from tiles import sql

pytestmark = pytest.mark.django_db

NAMES = {"roads", "railways", "water", "waterways", "places"}


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    published.forget()
    yield
    published.forget()


def offered(client: Any) -> set[str]:
    return {layer["name"] for layer in client.get("/").context["page"]["layers"]}


def test_nobody_is_told_of_roads_before_any_are_loaded(client: Any) -> None:
    assert offered(client).isdisjoint(NAMES)
    assert client.get("/tiles/roads.json").status_code == 404


def test_a_loaded_extract_is_offered_and_credited(client: Any, tmp_path: Path) -> None:
    load(an_extract(tmp_path / "small.osm"), licence="ODbL")
    assert offered(client) >= NAMES
    page = client.get("/")
    assert "© OpenStreetMap contributors (ODbL)" in page.content.decode()
    assert "OpenStreetMap" in client.get("/tiles/roads.json").json()["attribution"]
    assert "OpenStreetMap" not in client.get("/tiles/areas.json").json()["attribution"]


@pytest.mark.parametrize(
    ("zoom", "kinds"), [(4, {"trunk"}), (8, {"trunk"}), (12, {"trunk"}), (13, {"trunk", "residential"})]
)
def test_each_zoom_draws_the_roads_it_has_room_for(tmp_path: Path, zoom: int, kinds: set[str]) -> None:
    load(an_extract(tmp_path / "two.osm", [a_line(length=2, highway="trunk"), a_line(highway="residential")], []))
    found = features("roads", tile_of(CENTRE, zoom))
    assert {feature["properties"]["kind"] for feature in found} == kinds


def test_pieces_of_a_road_come_as_one_feature(tmp_path: Path) -> None:
    (points, tags) = a_line(length=0.04, highway="trunk", ref="304", name="ถนนตัวอย่าง")
    load(an_extract(tmp_path / "pieces.osm", [(points[:3], tags), (points[2:], tags)], []))
    (found,) = features("roads", tile_of(CENTRE, 14))
    assert found["geometry"]["type"] == "LineString"
    assert found["properties"]["ref"] == "304"
    assert found["properties"]["name_th"] == "ถนนตัวอย่าง"


def test_water_is_an_area_and_a_river_a_line(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "wet.osm", [a_lake(west=-0.02), a_line(waterway="river")], []))
    tile = tile_of(CENTRE, 10)
    assert [feature["geometry"]["type"] for feature in features("water", tile)] == ["Polygon"]
    assert [feature["geometry"]["type"] for feature in features("waterways", tile)] == ["LineString"]


def test_names_of_villages_come_in_close_up(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "names.osm", [], [a_place("town"), a_place("hamlet", name="บ้านตัวอย่าง")]))
    found = {zoom: features("places", tile_of(CENTRE, zoom)) for zoom in (7, 9, 13)}
    assert {zoom: len(places) for zoom, places in found.items()} == {7: 0, 9: 1, 13: 2}


def test_a_tile_reads_the_index_of_its_band(tmp_path: Path) -> None:
    load(an_extract(tmp_path / "small.osm"))
    layer, tile = layer_for(Viewer(), "roads"), tile_of(CENTRE, 14)
    found = sql.statement(layer, sql.rows(layer, Viewer(), 14), tile)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + found.sql, found.params)
        assert "ground_by_band_and_place" in "\n".join(line for (line,) in cursor.fetchall())
