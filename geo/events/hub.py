"""All streams of one process, and the one connection that listens for them.

Lives in one event loop: nothing here is called from another thread, except `size` and `full`, which only read.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import Error, connections

from geo.events.channels import Channel, Heard, Told, all_channels
from geo.events.listening import PAUSE_S, listen
from geo.layers import Viewer

GATHER_S = 0.25
"""What is heard within this time is told at once: a storm of reports asks the database four times a second."""

MOST_WAITING = 64
"""Messages a slow reader may be behind; beyond that it is told to fetch everything anew."""


@dataclass(frozen=True, slots=True)
class Message:
    """One server-sent event."""

    event: str
    data: Mapping[str, Any]


AWAY = Message("away", {})
"""The database is not heard: a page had better ask by itself."""

BACK = Message("back", {})
"""It is heard again, or something was left out: what is shown may be out of date."""


class Stream:
    """What waits to be sent to one reader."""

    def __init__(self, viewer: Viewer, channels: Sequence[Channel]) -> None:
        self.viewer = viewer
        self.channels = {channel.name: channel for channel in channels}
        self._waiting: asyncio.Queue[Message] = asyncio.Queue(MOST_WAITING)

    def put(self, message: Message) -> None:
        """Never waits: a reader that is too far behind loses what waits, and is told so."""
        if self._waiting.full():
            while not self._waiting.empty():
                self._waiting.get_nowait()
            self._waiting.put_nowait(BACK)
        self._waiting.put_nowait(message)

    async def next(self, patience_s: float) -> Message | None:
        """The next message; None if there is none within that time."""
        try:
            return await asyncio.wait_for(self._waiting.get(), patience_s)
        except TimeoutError:
            return None


class Hub:
    """Listens while anybody does."""

    def __init__(self, *, pause_s: float = PAUSE_S) -> None:
        self._streams: set[Stream] = set()
        self._heard: dict[str, list[Heard]] = defaultdict(list)
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: asyncio.Task[None] | None = None
        self._pause_s = pause_s
        self._away = False
        self.hears = asyncio.Event()

    @property
    def size(self) -> int:
        """How many streams are open."""
        return len(self._streams)

    def join(self, viewer: Viewer, channels: Sequence[Channel]) -> Stream:
        """A new stream; the first one starts the listening."""
        stream = Stream(viewer, channels)
        self._streams.add(stream)
        if self._listening is None:
            names = [channel.name for channel in all_channels()]
            self._listening = asyncio.create_task(
                listen(names, heard=self._hear, found=self._found, lost=self._lost, pause_s=self._pause_s)
            )
        return stream

    def leave(self, stream: Stream) -> None:
        """The last one ends the listening, and gives its connection back."""
        self._streams.discard(stream)
        if not self._streams and self._listening is not None:
            self._listening.cancel()
            self._listening = None
            self.hears.clear()

    def _found(self) -> None:
        self.hears.set()
        if self._away:
            self._put_all(BACK)
        self._away = False

    def _lost(self) -> None:
        if self.hears.is_set():
            self._put_all(AWAY)
        self._away = True
        self.hears.clear()

    def _put_all(self, message: Message) -> None:
        for stream in self._streams:
            stream.put(message)

    def _hear(self, channel: str, payload: str) -> None:
        self._heard[channel].append(json.loads(payload))
        if not self._tasks:
            task = asyncio.create_task(self._tell())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _tell(self) -> None:
        while self._heard:
            await asyncio.sleep(GATHER_S)
            heard, self._heard = self._heard, defaultdict(list)
            for channel in all_channels():
                if heard.get(channel.name):
                    await self._tell_of(channel, heard[channel.name])

    async def _tell_of(self, channel: Channel, heard: Sequence[Heard]) -> None:
        try:
            told = await asyncio.to_thread(_shaped, channel, heard)
        except (Error, psycopg.Error):
            self._put_all(BACK)
            return
        for stream in self._streams:
            items = _for(stream, channel, told)
            if items:
                stream.put(Message(channel.topic, {"items": items}))


def _for(stream: Stream, channel: Channel, told: Sequence[Told]) -> list[Mapping[str, Any]]:
    if channel.name not in stream.channels:
        return []
    return [one.data for one in told if not one.permission or stream.viewer.may(one.permission)]


def _shaped(channel: Channel, heard: Sequence[Heard]) -> list[Told]:
    """In a thread of its own, whose connection goes back to the pool at once."""
    try:
        return list(channel.shape(heard))
    finally:
        connections.close_all()


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The one of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        for ended in [known for known in _hubs if known.is_closed()]:
            del _hubs[ended]
        _hubs[loop] = Hub()
    return _hubs[loop]


def open_streams() -> int:
    """Of every loop of this process."""
    return sum(known.size for known in _hubs.values())
