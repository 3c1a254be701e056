"""Addresses that are answered at the door, before Django's middleware.

For a thread made anew, a session nobody has and fifteen layers of middleware Django spends several times what a short
answer takes. An app that is asked one thing very often registers a door for it in `AppConfig.ready()`. A door answers
a plain request, or leaves it: then Django sees the request as if nobody had looked at it, and knows how to say what
is wrong. Requests with a session, a strange host or a long body are Django's at once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.http.request import split_domain_port, validate_host
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils import translation
from django.utils.module_loading import import_string

from geo.errors import PhangUtError, Unavailable
from geo.language import ChosenLanguageMiddleware, chosen
from geo.metrics import tally
from geo.middleware import problem_response

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

THREADS = 4
"""They wait for the database; no more than the connections a worker may hold."""

LONGEST_BODY = 64_000
_LAYERS = (XFrameOptionsMiddleware, ChosenLanguageMiddleware, ContentSecurityPolicyMiddleware, SecurityMiddleware)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request without a session. Names of headers are in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door says; the headers that every answer has are added."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Door = Callable[[Asked], Answer | None]
"""Called in a thread, in the language of the request. None, one of our own errors, or a refusal by the database:
nothing was stored, and Django shall answer."""

_doors: dict[tuple[str, str], str] = {}


def register(method: str, path: str, door: str) -> None:
    """One door for each method and path, by its dotted name: only a server loads what is behind it."""
    _doors[method, path] = door


class WithDoors:
    """ASGI 3: the doors, and behind them Django."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="doors")

    def close(self) -> None:
        """End the threads: for tests, which end loops."""
        self._threads.shutdown()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A plain request goes to its door, any other to Django."""
        name = _doors.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]} if name else {}
        if name is None or not _is_plain(headers):
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        messages = await _received(receive)
        asked = Asked(headers, b"".join(message.get("body", b"") for message in messages))
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._threads, _answered, name, asked)
        if answer is None:
            await self._app(scope, _again(messages, receive), send)
            return
        tally.add(scope["path"], answer.status, time.perf_counter() - began)
        await _send(answer, send)


def _is_plain(headers: Mapping[str, str]) -> bool:
    length, host = headers.get("content-length", ""), headers.get("host", "")
    return (
        length.isdigit()
        and int(length) <= LONGEST_BODY
        and settings.SESSION_COOKIE_NAME not in headers.get("cookie", "")
        and validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    )


async def _received(receive: Receive) -> list[Any]:
    """Everything that was sent, or that was sent until the sender left."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _again(messages: list[Any], receive: Receive) -> Receive:
    """What was received once more, and then what follows."""
    waiting = iter(messages)

    async def received() -> Any:
        message = next(waiting, None)
        return await receive() if message is None else message

    return received


def _answered(name: str, asked: Asked) -> Answer | None:
    door: Door = import_string(name)
    language = chosen(parse_cookie(asked.headers.get("cookie", "")))
    with translation.override(language):
        try:
            answer = door(asked)
        except (OperationalError, InterfaceError):
            # Not left to Django: what was sent last may be stored, and would be stored twice.
            answer = _said(Unavailable("The database does not answer"))
        except (PhangUtError, DatabaseError):
            return None
        finally:
            # What Django does at the end of a request: a broken connection is not used again.
            close_old_connections()
        return answer and replace(answer, headers={**_usual_headers(language), **answer.headers})


def _said(error: PhangUtError) -> Answer:
    response = problem_response(error)
    return Answer(response.status_code, response.content, dict(response.headers))


@cache
def _usual_headers(language: str) -> dict[str, str]:
    """What the middleware adds to every answer, found out once for each language."""
    request = HttpRequest()
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = language
    answer: Callable[[HttpRequest], Any] = _empty
    for layer in _LAYERS:
        answer = layer(answer)
    return {**answer(request).headers, "Vary": "Cookie"}


def _empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


async def _send(answer: Answer, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers.items()]
    headers.append((b"content-length", str(len(answer.body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
