"""`/events/`: a stream of server-sent events for one page.

The session is read in the thread of the request, so that the loop that serves all streams never waits for it; its
database connection goes back to the pool before the first byte. A stream ends after some minutes: the browser comes
again, and whoever lost a right or logged out meanwhile is then refused.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

import psycopg
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from geo.errors import NotAllowed, Unavailable
from geo.events.channels import Channel, channels_for
from geo.events.hub import AWAY, Hub, Message, hub, open_streams
from geo.layers import Viewer
from geo.middleware import problem_response

LASTS_S = 300.0
HEARTBEAT_S = 15.0
RETRY_MS = 3_000
FULL_RETRY_S = 60

_CONNECTS_WITHIN_S = 3.0


@require_GET
def events(request: HttpRequest) -> HttpResponseBase:
    """What happens, as it happens, as far as this viewer may know. 204 where the server cannot hold streams open."""
    viewer = Viewer.of(request.user)
    channels = channels_for(viewer)
    if not channels:
        raise NotAllowed(_("Your account may not do this"))
    if not isinstance(request, ASGIRequest):
        # "Do not come again" in the words of the standard: a server with a thread per request would be used up.
        return HttpResponse(status=204)
    if open_streams() >= settings.MOST_STREAMS:
        return _full()
    connections.close_all()
    response = StreamingHttpResponse(pieces(viewer, channels), content_type="text/event-stream; charset=utf-8")
    response["Cache-Control"] = "no-store"
    # A web server in front that gathers answers would hold events back.
    response["X-Accel-Buffering"] = "no"
    return response


async def pieces(viewer: Viewer, channels: Sequence[Channel], *, lasts_s: float = LASTS_S) -> AsyncIterator[bytes]:
    """The stream as bytes: `hello` with the version of every topic first, then what is told, and heartbeats."""
    ours = hub()
    stream = ours.join(viewer, channels)
    ends = asyncio.get_running_loop().time() + lasts_s
    try:
        yield f"retry: {RETRY_MS}\n\n".encode()
        yield _written(await _hello(ours, channels))
        while (left_s := ends - asyncio.get_running_loop().time()) > 0:
            message = await stream.next(min(HEARTBEAT_S, left_s))
            yield b": still here\n\n" if message is None else _written(message)
    finally:
        ours.leave(stream)


async def _hello(ours: Hub, channels: Sequence[Channel]) -> Message:
    """Versions are read once the database is heard: what changes afterwards is told, what changed before is in them."""
    try:
        await asyncio.wait_for(ours.hears.wait(), _CONNECTS_WITHIN_S)
        versions = await asyncio.to_thread(_versions, channels)
    except (TimeoutError, Error, psycopg.Error):
        return AWAY
    return Message("hello", {"versions": versions})


def _versions(channels: Sequence[Channel]) -> dict[str, str]:
    try:
        return {channel.topic: channel.version() for channel in channels}
    finally:
        connections.close_all()


def _written(message: Message) -> bytes:
    data = json.dumps(message.data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {message.event}\ndata: {data}\n\n".encode()


def _full() -> HttpResponse:
    refused = problem_response(Unavailable("As many streams are open as this server holds; ask for changes yourself"))
    refused["Retry-After"] = str(FULL_RETRY_S)
    return refused
