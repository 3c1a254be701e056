"""The quick door: the same answers as Django's for the public, and Django's own for everybody else."""

import asyncio
from typing import Any

import psycopg
import pytest

from tests.builders_facilities import HERE, new_facility, register_all
from tests.builders_tiles import tile_of
from tiles import asgi

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


def test_a_database_that_is_away_goes_to_django_who_knows_how_to_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(self: Any) -> None:
        raise psycopg.OperationalError("the connection is closed")

    monkeypatch.setattr(asgi.Door, "look", lambda self, session, address: lost(self))
    assert ask() is None
