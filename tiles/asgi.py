"""The service's ASGI door: public tiles are answered here, everything else by Django.

A map asks for a dozen tiles at once, nearly all of which are on disk already. Django's middleware would spend
several times longer on each than the tile itself takes, and adds nothing to one asked for without a session: the
viewer is the public, and the answer holds no form, no language and no page. Whatever is not plain here (a session,
a wrong address, an unknown layer) goes to Django, which knows how to say so.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl

from geo.asgi import application as django

# isort: split
# After Django is set up by the line above: what follows needs its settings.
from django.conf import settings
from django.db import Error, close_old_connections

from geo.body_limit import BodyLimit
from geo.errors import PhangUtError
from geo.layers import Viewer, layer_for
from tiles import serving
from tiles.grid import TileCoord
from tiles.question import parse

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

THREADS = 4
"""Waiting for the database and for the disk; no more than the connections a worker may hold."""

_ADDRESS = re.compile(r"/tiles/([a-z_]+)/([0-9]+)/([0-9]+)/([0-9]+)\.mvt")
_django = BodyLimit(django, settings.BODY_BYTES)
_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="tiles")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI 3."""
    reply = await _quick(scope) if scope["type"] == "http" else None
    if reply is None:
        await _django(scope, receive, send)
        return
    headers = [(name.lower().encode(), value.encode()) for name, value in reply.headers.items()]
    headers.append((b"x-content-type-options", b"nosniff"))
    if reply.status == 200:
        headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def _quick(scope: Scope) -> serving.Reply | None:
    """The answer, or None where Django is to give it."""
    address = _ADDRESS.fullmatch(scope["path"])
    if address is None or scope["method"] != "GET":
        return None
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    if settings.SESSION_COOKIE_NAME in headers.get(b"cookie", ""):
        return None
    query = parse_qsl(scope["query_string"].decode("latin-1"))
    return await asyncio.get_running_loop().run_in_executor(_threads, _answer, address.groups(), query, headers)


def _answer(address: tuple[str, ...], query: list[tuple[str, str]], headers: dict[bytes, str]) -> serving.Reply | None:
    name, *place = address
    try:
        layer = layer_for(Viewer(), name)
        asked = serving.ask(layer, Viewer(), TileCoord.parse(*place), parse(layer, Viewer(), query))
        return serving.reply(
            asked,
            known=headers.get(b"if-none-match", ""),
            gzip_accepted="gzip" in headers.get(b"accept-encoding", ""),
            public=True,
        )
    except (PhangUtError, Error):
        return None
    finally:
        # What Django does at the end of a request: a broken connection is not used again.
        close_old_connections()
