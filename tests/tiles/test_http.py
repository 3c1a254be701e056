"""Tiles over HTTP: statuses, names of contents, encodings, descriptions."""

import gzip
from typing import Any

import pytest

from tests.builders_facilities import HERE, new_facility, register_all
from tests.builders_tiles import tile_of
from tiles import serving

pytestmark = pytest.mark.django_db(transaction=True)

TILE = tile_of(HERE, 12)
URL = f"/tiles/facilities/{TILE.z}/{TILE.x}/{TILE.y}.mvt"


def test_an_empty_tile_is_204(client: Any) -> None:
    answer = client.get(URL)
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("address", ["x/0/0", "1/2/0", "30/0/0", "1/0/-1"])
def test_an_address_off_the_pyramid_is_400_with_the_rule(client: Any, address: str) -> None:
    answer = client.get(f"/tiles/facilities/{address}.mvt")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "bad_input"


def test_an_unknown_layer_is_404(client: Any) -> None:
    assert client.get("/tiles/secrets/0/0/0.mvt").status_code == 404
    assert client.get("/tiles/secrets.json").status_code == 404


def test_what_the_reader_has_is_304(client: Any) -> None:
    register_all([new_facility()])
    first = client.get(URL)
    again = client.get(URL, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_a_change_gives_the_tile_a_new_name(client: Any) -> None:
    register_all([new_facility()])
    first = client.get(URL)
    register_all([new_facility()])
    again = client.get(URL, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again.content != first.content


def test_compression_is_the_readers_choice(client: Any) -> None:
    register_all([new_facility()])
    plain, packed = client.get(URL), client.get(URL, headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_the_second_reader_is_served_without_asking_for_the_tile_again(client: Any, monkeypatch: Any) -> None:
    register_all([new_facility()])
    first = client.get(URL)
    monkeypatch.setattr(serving.sql, "run", lambda statement: pytest.fail("asked the database"))
    assert client.get(URL).content == first.content


def test_no_cache_keeps_it_without_asking(client: Any) -> None:
    answer = client.get(URL)
    assert answer["Cache-Control"] == "no-cache"
    assert {"Accept-Encoding", "Cookie"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_tilejson_describes_fields_and_signs(client: Any) -> None:
    found = client.get("/tiles/facilities.json").json()
    assert found["tilejson"] == "3.0.0"
    assert found["tiles"] == ["http://testserver/tiles/facilities/{z}/{x}/{y}.mvt"]
    assert "kind" in found["vector_layers"][0]["fields"]
    assert {"field": "kind", "value": "mine", "channel": "shape", "draw": "triangle"}.items() <= next(
        sign for sign in found["signs"] if sign["value"] == "mine"
    ).items()
