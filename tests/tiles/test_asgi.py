"""The quick door: the same answers as Django's for the public, and Django's own for everybody else."""

import asyncio
from dataclasses import replace
from typing import Any

import mapbox_vector_tile
import psycopg
import pytest

from tests.builders_facilities import HERE, new_facility, register_all
from tests.builders_tiles import tile_of
from tests.builders_visitors import Visitor
from tiles import asgi, naming, serving

pytestmark = pytest.mark.django_db(transaction=True)

TILE = tile_of(HERE, 12)
PATH = f"/tiles/facilities/{TILE.z}/{TILE.x}/{TILE.y}.mvt"


def ask(path: str = PATH, query: str = "", method: str = "GET", **headers: str) -> Any:
    """What the quick door says; None where it leaves the answer to Django."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named, "query_string": query.encode()}

    async def quick() -> Any:
        try:
            return await asgi._quick(scope)
        finally:
            await asgi.close()

    return asyncio.run(quick())


def test_it_answers_as_django_does(client: Any) -> None:
    register_all([new_facility()])
    quick, django = ask(), client.get(PATH)
    assert (quick.status, quick.body) == (django.status_code, django.content)
    assert {name: django[name] for name in ("ETag", "Cache-Control", "Content-Type")}.items() <= quick.headers.items()


def test_it_knows_304_and_204() -> None:
    empty = ask()
    assert empty.status == 204
    assert ask(if_none_match=empty.headers["ETag"]).status == 304


def test_it_filters_as_django_does(client: Any) -> None:
    register_all([new_facility()])
    assert ask(query="kind=mine").status == client.get(f"{PATH}?kind=mine").status_code == 204


@pytest.mark.parametrize(
    "path", ["/tiles/facilities/1/9/0.mvt", "/tiles/nothing/0/0/0.mvt", "/tiles/facilities.json", "/"]
)
def test_what_is_not_plain_goes_to_django(path: str) -> None:
    assert ask(path) is None


def test_a_session_goes_to_django_who_knows_whose_it_is() -> None:
    assert ask(cookie="django_language=en") is not None
    assert ask(cookie="django_language=en; sessionid=abc") is None


def test_cookies_that_come_one_by_one_are_all_read() -> None:
    sent_apart = [(b"cookie", b"sessionid=abcdefgh12345678"), (b"accept-encoding", b"gzip"), (b"cookie", b"a=b")]
    known = asgi._known([*sent_apart, (b"accept-encoding", b"br")])
    assert known == {b"cookie": "sessionid=abcdefgh12345678; a=b", b"accept-encoding": "gzip, br"}


def test_a_database_that_is_away_goes_to_django_who_knows_how_to_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(self: Any) -> None:
        raise psycopg.OperationalError("the connection is closed")

    monkeypatch.setattr(asgi.Door, "look", lambda self, session, address: lost(self))
    assert ask() is None


def sent(method: str = "GET", path: str = PATH, **headers: str) -> Any:
    """What goes over the line: status, headers, body."""
    messages: list[Any] = []

    async def send(message: Any) -> None:
        messages.append(message)

    async def serve() -> None:
        try:
            await asgi.application(Visitor._scope(path, "", method, headers), None, send)
        finally:
            await asgi.close()

    asyncio.run(serve())
    start, body = messages
    return start["status"], dict(start["headers"]), body["body"]


def test_head_tells_of_the_tile_without_sending_it() -> None:
    register_all([new_facility()])
    got, head = sent(), sent("HEAD")
    assert (head[0], head[1], head[2]) == (200, got[1], b"")
    assert int(head[1][b"content-length"]) == len(got[2])


def test_another_site_may_ask_whether_it_may_ask() -> None:
    status, headers, _body = sent("OPTIONS")
    assert (status, headers[b"access-control-allow-origin"]) == (204, b"*")
    assert b"If-None-Match" in headers[b"access-control-allow-headers"]


def test_what_nobody_may_write_goes_to_django() -> None:
    assert ask(method="POST") is None


def test_many_who_ask_at_once_have_it_drawn_once() -> None:
    register_all([new_facility()])
    with Visitor() as visitor:
        found = visitor.get_at_once(*[PATH] * 12)
        assert ({one.status for one in found}, visitor.drawn()) == ({200}, 1)


def test_layers_of_one_address_are_the_layers_of_each() -> None:
    register_all([new_facility()])
    with Visitor() as visitor:
        both = visitor.get(PATH.replace("facilities", "facilities,areas,facilities"))
        alone = visitor.get(PATH)
    assert set(mapbox_vector_tile.decode(both.body)) >= {"facilities"}
    assert alone.body in both.body


@pytest.mark.parametrize("query", ["kind=mine", "area=25", "as=hexagons"])
def test_each_layer_takes_what_it_understands(query: str, client: Any) -> None:
    register_all([new_facility()])
    path = PATH.replace("facilities", "facilities,incidents")
    assert ask(path, query).body == client.get(f"{path}?{query}").content


def test_a_parameter_that_no_layer_knows_is_refused(client: Any) -> None:
    path = PATH.replace("facilities", "facilities,incidents") + "?colour=red"
    assert (ask(path.partition("?")[0], "colour=red"), client.get(path).status_code) == (None, 400)


def test_a_stranger_may_not_keep_the_database_busy(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STRANGERS_MS = 50
    slow = serving.sql.Statement("SELECT 'x'::bytea FROM pg_sleep(5)", {})
    monkeypatch.setattr(naming.sql, "statement", lambda *_: replace(slow, params={"buffer": 0, "margin": 0}))
    found = ask()
    assert (found.status, "Retry-After" in found.headers) == (503, True)


@pytest.mark.parametrize(
    "path", [PATH, f"/ogc/collections/facilities/tiles/WebMercatorQuad/{TILE.z}/{TILE.y}/{TILE.x}"]
)
def test_nor_may_one_whom_django_answers(
    path: str, client: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STRANGERS_MS = 50
    slow = serving.sql.Statement("SELECT 'x'::bytea FROM pg_sleep(5)", {"buffer": 0, "margin": 0})
    monkeypatch.setattr(naming.sql, "statement", lambda *_: slow)
    client.cookies["sessionid"] = "nobody-has-this-one"
    assert client.get(path).status_code == 503


def test_a_statement_that_cannot_be_bound_is_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL tells the type of a text that is written there, and not of one that is bound."""
    sql = "SELECT jsonb_build_object('a', %(x)s)::text::bytea"
    monkeypatch.setattr(naming.sql, "statement", lambda *_: serving.sql.Statement(sql, {"x": "b", "buffer": 0}))
    assert ask().body == b'{"a": "b"}'
