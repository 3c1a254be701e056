"""What one viewer may see never reaches another, not even by guessing."""

from dataclasses import replace
from typing import Any

import pytest

from geo import layers
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import BadInput
from geo.layers import Viewer, layer_for
from tests.builders_incidents import a_country, a_report, an_officer
from tests.builders_tiles import PUBLIC, features, tile_of
from tiles import serving
from tiles.grid import TileCoord

pytestmark = pytest.mark.django_db(transaction=True)

OFFICER = Viewer(frozenset({"incidents.view_report", "incidents.view_exactplace"}))


@pytest.fixture
def report() -> Any:
    a_country()
    return a_report()


def test_the_public_gets_a_blurred_place_and_the_category_only(report: Any) -> None:
    tile = tile_of(place_of(report.blurred), 14)
    (seen,) = features("incidents", tile, PUBLIC)
    assert set(seen["properties"]) == {"category"}
    (exact,) = features("incidents", tile_of(place_of(report.mercator), 14), OFFICER)
    assert exact["properties"]["state"] == report.state


def test_the_exact_place_is_in_no_tile_of_the_public(report: Any) -> None:
    """At the finest zoom only the tile of the blurred place has it; the exact one's is empty."""
    tile = tile_of(place_of(report.mercator), 20)
    assert tile_of(place_of(report.blurred), 20) != tile
    assert features("incidents", tile, PUBLIC) == []
    assert len(features("incidents", tile, OFFICER)) == 1


def test_a_filter_on_a_withheld_field_is_no_parameter_for_the_public(report: Any) -> None:
    tile = tile_of(place_of(report.blurred), 14)
    with pytest.raises(BadInput) as refused:
        features("incidents", tile, PUBLIC, f"state={report.state}")
    assert refused.value.fields["field"] == "state"
    assert "state" not in refused.value.fields["allowed"]


def test_viewers_with_different_queries_never_share_a_name(report: Any) -> None:
    layer, tile = layer_for(PUBLIC, "incidents"), TileCoord(6, 50, 29)
    public, officer = serving.ask(layer, PUBLIC, tile), serving.ask(layer, OFFICER, tile)
    assert public.name != officer.name
    assert serving.ask(layer, Viewer(frozenset({"a.b"})), tile).name == public.name


def test_an_officers_etag_does_not_open_the_tile_to_the_public(report: Any, client: Any) -> None:
    tile = tile_of(place_of(report.mercator), 14)
    url = f"/tiles/incidents/{tile.z}/{tile.x}/{tile.y}.mvt"
    client.force_login(an_officer())
    seen = client.get(url)
    client.logout()
    answer = client.get(url, headers={"if-none-match": seen["ETag"]})
    assert seen["Cache-Control"] == "private, no-cache"
    assert answer.status_code != 304
    assert answer.content != seen.content


def test_a_hidden_layer_is_as_unknown_as_one_that_is_not_there(client: Any, monkeypatch: Any) -> None:
    hidden = replace(layer_for(PUBLIC, "facilities"), name="hidden", visible_to=lambda viewer: False)
    monkeypatch.setitem(layers._layers, hidden.name, hidden)
    there, not_there = client.get(f"/tiles/{hidden.name}/0/0/0.mvt"), client.get("/tiles/nothing/0/0/0.mvt")
    assert there.status_code == not_there.status_code == 404
    assert there.json()["detail"] == not_there.json()["detail"]


def place_of(point: Any) -> Any:
    degrees = point.transform(WGS84, clone=True)
    return LonLat(degrees.x, degrees.y)


def test_many_reports_of_one_blurred_place_are_one_symbol_with_their_number_for_the_public(report: Any) -> None:
    for _ in range(4):
        a_report()
    for zoom in (9, 12, 14, 16, 18):
        (heap,) = features("incidents", tile_of(place_of(report.blurred), zoom), PUBLIC)
        assert heap["properties"]["count"] == 5
        west, south, east, north = heap["properties"]["bbox"].split(",")
        assert (west, south) == (east, north)
    officers = features("incidents", tile_of(place_of(report.mercator), 14), OFFICER)
    assert [seen["properties"].get("count") for seen in officers] == [None] * 5
    assert [layer_for(viewer, "incidents").cluster_until for viewer in (PUBLIC, OFFICER)] == [22, 11]
