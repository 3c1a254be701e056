"""People who pan and zoom: each with a screen of tiles of both layers, a browser's connections and its memory."""

import asyncio
import random
import re
import time
from dataclasses import dataclass, field
from math import asinh, pi, radians, tan
from urllib.parse import urlsplit

_LAYERS = ("facilities", "incidents")
_ACROSS, _DOWN = 4, 3
"""Tiles of 512 px that a screen of 1440 by 900 touches."""

_CONNECTIONS = 6
"""Of one browser to one host."""

_PLACES = ((100.52, 13.75), (100.28, 13.55), (101.27, 12.72), (98.98, 18.79), (102.83, 16.43), (100.47, 7.01))
"""Where they begin: Bangkok, Samut Sakhon, Rayong, Chiang Mai, Khon Kaen, Hat Yai."""


@dataclass
class Session:
    """Seconds of every tile and of every view, from the move to its last tile; statuses with how many."""

    tiles_s: list[float] = field(default_factory=list)
    views_s: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)


def panned(base_url: str, *, users: int, seconds: float, seed: int = 1) -> Session:
    """So many people for so long, each looking a second or so between two moves."""
    return asyncio.run(_all(base_url, users, seconds, seed))


def share(values: list[float], part: float) -> float:
    """A quantile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


async def _all(base_url: str, users: int, seconds: float, seed: int) -> Session:
    found, ends = Session(), time.monotonic() + seconds
    await asyncio.gather(
        *(_Person(base_url, random.Random(f"{seed} {n}"), found).look_round(ends) for n in range(users))
    )
    return found


class _Person:
    def __init__(self, base_url: str, dice: random.Random, found: Session) -> None:
        parts = urlsplit(base_url)
        self._host, self._port = parts.hostname, parts.port
        self._dice, self._found = dice, found
        self._kept: dict[str, str] = {}
        self._free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
        lon, lat = dice.choice(_PLACES)
        self._zoom = dice.choice((6, 9, 11))
        self._x = (lon + 180) / 360
        self._y = (1 - asinh(tan(radians(lat))) / pi) / 2

    async def look_round(self, ends: float) -> None:
        for _ in range(_CONNECTIONS):
            self._free.put_nowait(await asyncio.open_connection(self._host, self._port, limit=1 << 22))
        while time.monotonic() < ends:
            started = time.perf_counter()
            await asyncio.gather(*(self._fetch(path) for path in self._view()))
            self._found.views_s.append(time.perf_counter() - started)
            await asyncio.sleep(self._dice.uniform(0.5, 1.5))
            self._move()
        while not self._free.empty():
            self._free.get_nowait()[1].close()

    def _view(self) -> list[str]:
        across = 2**self._zoom
        west, north = int(self._x * across - _ACROSS / 2), int(self._y * across - _DOWN / 2)
        places = [(west + i, north + j) for i in range(_ACROSS) for j in range(_DOWN)]
        return [
            f"/tiles/{layer}/{self._zoom}/{x}/{y}.mvt"
            for layer in _LAYERS
            for x, y in places
            if 0 <= x < across and 0 <= y < across
        ]

    def _move(self) -> None:
        """Half of the moves pan by up to half a screen, the others zoom, in rather than out."""
        if self._dice.random() < 0.5:
            self._x += self._dice.uniform(-2, 2) / 2**self._zoom
            self._y += self._dice.uniform(-1.5, 1.5) / 2**self._zoom
        else:
            self._zoom = max(5, min(14, self._zoom + self._dice.choice((1, 1, -1))))

    async def _fetch(self, path: str) -> None:
        reader, writer = await self._free.get()
        started = time.perf_counter()
        known = f"If-None-Match: {self._kept[path]}\r\n" if path in self._kept else ""
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n{known}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        if length := re.search(r"content-length: (\d+)", head, re.IGNORECASE):
            await reader.readexactly(int(length[1]))
        self._found.tiles_s.append(time.perf_counter() - started)
        self._free.put_nowait((reader, writer))
        if etag := re.search(r"etag: (\S+)", head, re.IGNORECASE):
            self._kept[path] = etag[1]
        status = head.split(" ", 2)[1]
        self._found.statuses[status] = self._found.statuses.get(status, 0) + 1
