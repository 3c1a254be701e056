"""Somebody who asks for tiles at the server's door, time and again, as one process answers them."""

import asyncio
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from geo.coordinates import LonLat
from tests.builders_tiles import tile_of
from tiles import asgi

ZOOM = 12


def address(layer: str, place: LonLat, zoom: int = ZOOM) -> str:
    """Of the tile of a layer, or of several, that holds a place."""
    tile = tile_of(place, zoom)
    return f"/tiles/{layer}/{tile.z}/{tile.x}/{tile.y}.mvt"


class Visitor:
    """`get` gives what the quick door says: None where it leaves the answer to Django. A context manager."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._runner.run(asgi.close())
        self._runner.close()

    def get(self, path: str, query: str = "", method: str = "GET", **headers: str) -> Any:
        """Headers are named with underscores."""
        return self._runner.run(asgi._quick(self._scope(path, query, method, headers)))

    def get_at_once(self, *paths: str) -> list[Any]:
        """Several, none of which waits for another."""

        async def all_of_them() -> list[Any]:
            asked = (asgi._quick(self._scope(path, "", "GET", {})) for path in paths)
            return list(await asyncio.gather(*asked))

        return self._runner.run(all_of_them())

    def drawn(self) -> int:
        """How many tiles came from the database so far."""

        async def count() -> int:
            return asgi.door().counts["database"]

        return self._runner.run(count())

    @staticmethod
    def _scope(path: str, query: str, method: str, headers: dict[str, str]) -> dict[str, Any]:
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        return {"type": "http", "method": method, "path": path, "headers": named, "query_string": query.encode()}


def cookie_of(user: User) -> str:
    """Of a session in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
