"""OGC API - Tiles: what the standard asks for, over the tiles that `/tiles/` serves."""

import math
from typing import Any

import mapbox_vector_tile
import pytest

from geo.layers import Viewer, layers_for
from geo.ogc.collections import served
from tests.builders_facilities import HERE
from tests.builders_incidents import NOW, a_country, a_report, an_officer
from tests.builders_tiles import corner, tile_of
from tiles import serving
from tiles.grid import TileCoord
from tiles.ogc.publish import CONFORMANCE

pytestmark = pytest.mark.django_db

REL = "http://www.opengis.net/def/rel/ogc/1.0/"
MVT = "application/vnd.mapbox-vector-tile"
SET = "/ogc/collections/facilities/tiles/WebMercatorQuad"
NEAR = tile_of(HERE, 14)


@pytest.fixture(autouse=True)
def nothing_read_before() -> None:
    serving.forget()


def address(tile: TileCoord, tileset: str = SET) -> str:
    """Row before column, as the standard has it."""
    return f"{tileset}/{tile.z}/{tile.y}/{tile.x}"


def links(content: Any, rel: str) -> list[str]:
    """Where they lead."""
    return [link["href"] for link in content["links"] if link["rel"] == rel]


def path(href: str) -> str:
    """Of one of our own addresses."""
    return href.removeprefix("http://testserver")


def layers_of(answer: Any) -> set[str]:
    """The layers of a tile."""
    return set(mapbox_vector_tile.decode(answer.content)) if answer.content else set()


def test_the_classes_are_declared(client: Any) -> None:
    assert set(CONFORMANCE) <= set(client.get("/ogc/conformance").json()["conformsTo"])


def test_the_matrices_are_those_of_the_registered_set(client: Any) -> None:
    found = client.get("/ogc/tileMatrixSets/WebMercatorQuad").json()
    first, last = found["tileMatrices"][0], found["tileMatrices"][-1]
    assert found["uri"] == "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    assert first["scaleDenominator"] == pytest.approx(559082264.028717, abs=1e-6)
    assert first["cellSize"] == pytest.approx(156543.033928041, abs=1e-9)
    assert (last["id"], last["matrixWidth"]) == ("24", 2**24)
    assert last["scaleDenominator"] == pytest.approx(33.3238997476)


def test_a_matrix_names_the_same_square_as_a_tile_of_ours(client: Any) -> None:
    matrix = client.get("/ogc/tileMatrixSets/WebMercatorQuad").json()["tileMatrices"][NEAR.z]
    west, north = matrix["pointOfOrigin"]
    side = matrix["cellSize"] * matrix["tileWidth"]
    square = NEAR.bounds()
    assert (west + NEAR.x * side, north - NEAR.y * side) == (
        pytest.approx(square.west),
        pytest.approx(square.north),
    )


def test_a_client_finds_a_tile_by_links_alone(register: Any, client: Any) -> None:
    (collection,) = (one for one in client.get("/ogc/collections").json()["collections"] if one["id"] == "facilities")
    tilesets = client.get(path(links(collection, REL + "tilesets-vector")[0])).json()["tilesets"]
    tileset = client.get(path(links(tilesets[0], "self")[0])).json()
    (item,) = (link for link in tileset["links"] if link["rel"] == "item")
    assert (item["type"], item["templated"]) == (MVT, True)
    place = tile_of(HERE, 14)
    tile = client.get(path(item["href"]).format(tileMatrix=place.z, tileRow=place.y, tileCol=place.x))
    assert (tile.status_code, tile["Content-Type"]) == (200, MVT)
    assert layers_of(tile) == {"facilities"}


def test_the_landing_page_leads_to_the_tiles_of_everything(client: Any) -> None:
    landing = client.get("/ogc/").json()
    tilesets = client.get(path(links(landing, REL + "tilesets-vector")[0])).json()["tilesets"]
    assert client.get(path(links(landing, REL + "tiling-schemes")[0])).json()["tileMatrixSets"][0]["id"]
    tileset = client.get(path(links(tilesets[0], "self")[0])).json()
    assert {layer.name for layer in layers_for(Viewer())} <= {layer["id"] for layer in tileset["layers"]}


@pytest.mark.parametrize("name", ["facilities", "incidents", "areas", "estates", "neighbours"])
def test_a_tileset_says_what_its_tiles_are(client: Any, name: str) -> None:
    tileset = client.get(f"/ogc/collections/{name}/tiles/WebMercatorQuad").json()
    assert tileset["dataType"] == "vector"
    assert tileset["tileMatrixSetURI"].endswith("/WebMercatorQuad")
    assert len(links(tileset, REL + "tiling-scheme")) == 1
    zooms = [limit["tileMatrix"] for limit in tileset["tileMatrixSetLimits"]]
    assert zooms == [str(zoom) for zoom in range(int(zooms[0]), int(zooms[-1]) + 1)]
    for rel in ("stylesheet", "describedby"):
        assert client.get(path(links(tileset, rel)[0])).status_code == 200


def test_every_collection_has_a_tileset(client: Any) -> None:
    for layer in served(Viewer()):
        assert client.get(f"/ogc/collections/{layer.name}/tiles").status_code == 200


def test_a_tile_is_the_one_that_is_served_elsewhere(register: Any, client: Any) -> None:
    for zoom in (4, 8, 12, 16):
        tile = tile_of(HERE, zoom)
        plain = client.get(f"/tiles/facilities/{tile.z}/{tile.x}/{tile.y}.mvt")
        standard = client.get(address(tile))
        assert standard.content == plain.content
        assert standard["ETag"] == plain["ETag"]
        assert len(plain.content) > 30


def test_a_tile_of_everything_has_a_layer_of_each(register: Any, client: Any) -> None:
    tile = tile_of(HERE, 6)
    everything = layers_of(client.get(address(tile, "/ogc/tiles/WebMercatorQuad")))
    assert "facilities" in everything
    chosen = client.get(address(tile, "/ogc/tiles/WebMercatorQuad"), {"collections": "facilities,incidents"})
    assert layers_of(chosen) == {"facilities"}
    assert client.get(address(tile, "/ogc/tiles/WebMercatorQuad"), {"collections": "incidents"}).status_code == 204


def test_a_part_of_the_dataset_is_described_as_that_part(client: Any) -> None:
    tileset = client.get("/ogc/tiles/WebMercatorQuad", {"collections": "facilities"}).json()
    assert {layer["id"] for layer in tileset["layers"]} == {"facilities"}
    assert links(tileset, "item")[0].endswith("?collections=facilities")


def test_a_filter_keeps_what_it_says(register: Any, client: Any) -> None:
    assert client.get(address(NEAR), {"kind": "factory"}).status_code == 200
    assert client.get(address(NEAR), {"kind": "mine"}).status_code == 204
    whole = address(tile_of(HERE, 4), "/ogc/tiles/WebMercatorQuad")
    assert "facilities" not in layers_of(client.get(whole, {"kind": "sme"}))


@pytest.mark.parametrize(
    ("when", "seen"),
    [
        (f"{NOW:%Y-%m-%d}", True),
        (f"{NOW:%Y-%m-%dT%H:%M:%S}Z", True),
        ("2000-01-01/..", True),
        ("../2000-01-01", False),
        ("2000-01-01/2000-12-31", False),
    ],
)
def test_datetime_is_about_the_day_of_a_report(client: Any, when: str, seen: bool) -> None:
    a_country()
    report = a_report()
    client.force_login(an_officer("view_report", "view_exactplace"))
    place = report.position
    tile = tile_of(type(HERE)(place.x, place.y), 14)
    answer = client.get(address(tile, "/ogc/collections/incidents/tiles/WebMercatorQuad"), {"datetime": when})
    assert answer.status_code == (200 if seen else 204), answer.content


def test_datetime_means_nothing_to_who_may_not_know_the_day(client: Any) -> None:
    a_country()
    a_report()
    whole = address(TileCoord(0, 0, 0), "/ogc/collections/incidents/tiles/WebMercatorQuad")
    assert client.get(whole, {"datetime": "../2000-01-01"}).content == client.get(whole).content


def test_the_public_cannot_ask_by_what_is_withheld(client: Any) -> None:
    refused = client.get(address(NEAR, "/ogc/collections/incidents/tiles/WebMercatorQuad"), {"state": "closed"})
    assert (refused.status_code, refused.json()["field"]) == (400, "state")


def test_the_descriptions_name_the_fields_of_those_only_who_may_know_them(client: Any) -> None:
    def fields() -> set[str]:
        (layer,) = client.get("/ogc/collections/incidents/tiles/WebMercatorQuad").json()["layers"]
        return set(layer["propertiesSchema"]["properties"])

    assert "state" not in fields()
    client.force_login(an_officer("view_report", "view_exactplace"))
    assert "state" in fields()


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("facilities/tiles/WorldCRS84Quad", 404),
        ("facilities/tiles/WebMercatorQuad/17/0/0", 404),
        ("facilities/tiles/WebMercatorQuad/3/8/0", 400),
        ("facilities/tiles/WebMercatorQuad/3/0/-1", 400),
        ("facilities/tiles/WebMercatorQuad/x/0/0", 400),
        ("facilities/tiles/WebMercatorQuad/3/0/0?f=png", 400),
        ("facilities/tiles/WebMercatorQuad/3/0/0?colour=red", 400),
        ("facilities/tiles/WebMercatorQuad/3/0/0?datetime=yesterday", 400),
        ("facilities/tiles/WebMercatorQuad/3/0/0?datetime=2026-02-01/2026-01-01", 400),
        ("facilities/tiles/WebMercatorQuad/3/0/0?collections=facilities", 400),
        ("nothing/tiles", 404),
        ("facilities/tiles?limit=3", 400),
    ],
)
def test_what_breaks_a_rule_is_told_with_the_rule(client: Any, place: str, status: int) -> None:
    answer = client.get(f"/ogc/collections/{place}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_an_unknown_collection_of_the_dataset_is_refused(client: Any) -> None:
    answer = client.get("/ogc/tiles/WebMercatorQuad/3/0/0?collections=facilities,secrets")
    assert (answer.status_code, answer.json()["value"]) == (400, "secrets")


def test_what_the_reader_has_is_not_sent_again(register: Any, client: Any) -> None:
    for tileset in (SET, "/ogc/tiles/WebMercatorQuad"):
        first = client.get(address(NEAR, tileset))
        again = client.get(address(NEAR, tileset), headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)


def test_operations_are_named_as_the_standard_names_them(client: Any) -> None:
    paths = client.get("/ogc/api").json()["paths"]
    named = {path: item["get"]["operationId"] for path, item in paths.items() if "tile" in path}
    tile = "{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}"
    assert named[f"/collections/facilities/tiles/{tile}"] == "facilities.collection.vector.getTile"
    assert named["/tiles/{tileMatrixSetId}"] == "dataset.vector.getTileSet"
    assert len(set(named.values())) == len(named)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "place",
    ["tileMatrixSets", "tileMatrixSets/WebMercatorQuad", "tiles", "tiles/WebMercatorQuad", "collections/areas/tiles"],
)
def test_every_page_can_be_read(client: Any, place: str, language: str) -> None:
    client.cookies["django_language"] = language
    page = client.get(f"/ogc/{place}?f=html")
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()


def test_the_corner_of_a_matrix_is_where_the_tile_begins() -> None:
    place = corner(TileCoord(1, 1, 1))
    assert (place.lon, place.lat) == (pytest.approx(0), pytest.approx(0))
    assert math.isclose(corner(TileCoord(1, 0, 0)).lon, -180)
