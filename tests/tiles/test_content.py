"""What a request's headers make of a finished tile."""

import gzip

import pytest

from tiles.content import Content, Reader, accepts_gzip, pack, reply, together

TILE = Content.of(pack(b"a tile"))


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("GZIP", True),
        ("*", True),
        ("x-gzip", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("identity, *;q=0", False),
        ("gzip;q=wrong", True),
    ],
)
def test_whether_a_reader_takes_gzip(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize("known", [TILE.etag, TILE.etag[2:], f'"x", {TILE.etag}', "*"])
def test_what_the_reader_has_is_not_sent(known: str) -> None:
    assert (reply(TILE, Reader(known)).status, reply(TILE, Reader(known)).body) == (304, b"")


@pytest.mark.parametrize("known", ["", '"x"', 'W/"x"', TILE.etag[3:-1]])
def test_what_the_reader_has_not_is_sent(known: str) -> None:
    assert reply(TILE, Reader(known)).body == b"a tile"


def test_equal_tiles_have_equal_names_however_they_came_to_be() -> None:
    assert Content.of(pack(b"a tile")).etag == TILE.etag != Content.of(pack(b"another")).etag


def test_layers_are_put_behind_one_another() -> None:
    assert gzip.decompress(together([pack(b"one"), b"", pack(b"two")])) == b"onetwo"
    assert together([b"", pack(b"one")]) == pack(b"one")
    assert together([b"", b""]) == b""
