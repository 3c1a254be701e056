"""The service's ASGI door: tiles are answered here, everything else by Django.

A map asks for a dozen tiles at once, nearly all of which are kept already. Django's middleware would spend many times
longer on each than the tile itself takes, and adds nothing to it: the answer holds no form, no language and no page,
and whose session it is can be known without it. Whatever is not plain here (a wrong address, an unknown layer, a
session that is not what it should be, a database that is away) goes to Django, which knows how to say so.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from geo.asgi import application as django

# isort: split
# After Django is set up by the line above: what follows needs its settings.
from django.conf import settings
from django.http import parse_cookie
from django.utils import translation

from geo.body_limit import BodyLimit
from geo.errors import PhangUtError, Unavailable
from geo.language import chosen
from geo.middleware import problem_response
from geo.patience import took_too_long
from geo.session_viewers import cookie_key
from tiles.content import Reader, Reply, accepts_gzip, reply
from tiles.door import AWAY, Address, Door, TooLong
from tiles.lines import Crowded

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

_ADDRESS = re.compile(r"/tiles/([a-z_,]+)/([0-9]+)/([0-9]+)/([0-9]+)\.mvt")
_HEADERS = (b"cookie", b"accept-encoding", b"if-none-match")
_PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_django = BodyLimit(django, settings.BODY_BYTES)
_doors: dict[asyncio.AbstractEventLoop, Door] = {}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI 3."""
    found = await _quick(scope) if scope["type"] == "http" else None
    if found is None:
        await _django(scope, receive, send)
        return
    headers = _as_sent(tuple(found.headers.items()), len(found.body) if found.status not in (204, 304) else None)
    await send({"type": "http.response.start", "status": found.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else found.body})


@lru_cache(maxsize=4096)
def _as_sent(headers: tuple[tuple[str, str], ...], length: int | None) -> list[tuple[bytes, bytes]]:
    sent = [(name.lower().encode(), value.encode()) for name, value in headers]
    sent.append((b"x-content-type-options", b"nosniff"))
    return sent if length is None else [*sent, (b"content-length", str(length).encode())]


async def close() -> None:
    """Let go of what the running loop holds: for tests, which end loops."""
    found = _doors.pop(asyncio.get_running_loop(), None)
    if found is not None:
        await found.close()


def door() -> Door:
    """The one of the running loop."""
    loop = asyncio.get_running_loop()
    found = _doors.get(loop)
    if found is None:
        for ended in [known for known in _doors if known.is_closed()]:
            del _doors[ended]
        found = _doors[loop] = Door()
    return found


async def _quick(scope: Scope) -> Reply | None:
    """The answer, or None where Django is to give it."""
    address = _ADDRESS.fullmatch(scope["path"])
    if address is None:
        return None
    if scope["method"] == "OPTIONS":
        return Reply(204, b"", _PREFLIGHT)
    if scope["method"] not in ("GET", "HEAD"):
        return None
    headers = _known(scope["headers"])
    session = cookie_key(headers.get(b"cookie", ""))
    if session is None:
        return None
    layers, z, x, y = address.groups()
    return await _answer((layers, z, x, y, scope["query_string"].decode("latin-1")), session, headers)


def _known(sent: Iterable[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """HTTP/2 may send cookies one by one (RFC 9113, 8.2.3); of others lists go on in the next line (RFC 9110, 5.3)."""
    found: dict[bytes, str] = {}
    for name, value in sent:
        if name in _HEADERS:
            between = "; " if name == b"cookie" else ", "
            said = value.decode("latin-1")
            found[name] = f"{found[name]}{between}{said}" if name in found else said
    return found


async def _answer(address: Address, session: str, headers: Mapping[bytes, str]) -> Reply | None:
    try:
        seen = await door().look(session, address)
    except TooLong:
        return _refused(took_too_long, headers.get(b"cookie", ""))
    except Crowded:
        return _refused(_crowded, headers.get(b"cookie", ""))
    except AWAY:
        return None
    if seen is None:
        return None
    accepted = accepts_gzip(headers.get(b"accept-encoding", ""))
    found = reply(seen.content, Reader(headers.get(b"if-none-match", ""), accepted, not seen.logged_in))
    door().count(found.status)
    return found


def _crowded() -> Unavailable:
    return Unavailable(translation.gettext("Too many ask for tiles at once; try again in a moment"))


def _refused(problem: Callable[[], PhangUtError], cookies: str) -> Reply:
    with translation.override(chosen(parse_cookie(cookies))):
        refused = problem_response(problem())
    return Reply(refused.status_code, refused.content, dict(refused.items()))
