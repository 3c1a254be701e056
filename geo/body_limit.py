"""Refuses request bodies that are longer than their address takes, while they come in.

Django keeps the whole body on disk before it looks at the request; whoever sends a gigabyte would fill the disk with
it first and be refused afterwards.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from asgiref.sync import sync_to_async
from django.http import HttpRequest

from geo.errors import TooLarge
from geo.middleware import bare_response

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class BodyLimit:
    """ASGI 3. `limits` gives bytes by how an address begins; the longest beginning that fits counts."""

    def __init__(self, app: App, limits: Mapping[str, int]) -> None:
        self._app = app
        self._limits = sorted(limits.items(), key=lambda entry: -len(entry[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A length stated beyond the limit is refused at once, an unstated one when the limit is reached."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = next(most for start, most in self._limits if scope["path"].startswith(start))
        if _stated(scope) > limit:
            await _refuse(scope, send, limit)
            return
        counted = _Counted(receive, limit)
        await self._app(scope, counted.receive, send)
        if counted.exceeded:
            await _refuse(scope, send, limit)


class _Counted:
    """A body that breaks off at the limit: to Django the sender has gone, and nothing is answered or kept."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self.exceeded = False

    async def receive(self) -> Any:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left >= 0:
            return message
        self.exceeded = True
        return {"type": "http.disconnect"}


def _stated(scope: Scope) -> int:
    written = dict(scope["headers"]).get(b"content-length", b"0")
    return int(written) if written.isdigit() else 0


async def _refuse(scope: Scope, send: Send, limit: int) -> None:
    response = await sync_to_async(_said)(scope["path"], limit)
    headers = [(name.lower().encode(), value.encode()) for name, value in response.headers.items()]
    # The rest of the body would have to be read before the next request on this line.
    headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})


def _said(path: str, limit: int) -> Any:
    request = HttpRequest()
    request.path = path
    return bare_response(request, TooLarge("What was sent is larger than this address takes", limit_bytes=limit))
