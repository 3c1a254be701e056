"""Tiles answered before Django, in one event loop: no middleware, no thread and no wait but for the database.

A request is checked against the notes of changes (one question for all that came together), named, and answered from
memory; else from disk; else from the database. What is not plain is left to Django, which knows how to say so.
"""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from urllib.parse import parse_qsl

import psycopg
from django.db import Error, close_old_connections, connection
from psycopg.adapt import AdaptersMap
from psycopg.errors import QueryCanceled

from geo.errors import PhangUtError
from geo.layers import Viewer
from geo.metrics import tally, tell
from geo.session_viewers import Known, SessionViewers, find_out
from geo.touches.ledger import Ledger
from geo.touches.watch import Watch
from tiles import naming, serving
from tiles.content import Content, pack, together
from tiles.grid import TileCoord
from tiles.lines import Lines
from tiles.making import Making
from tiles.naming import Asked

THREADS = 4
"""For the disk, for composing queries and for long compression; no more than the connections a worker may hold."""

TELL_EVERY_S = 2.0

PACKED_AT_ONCE = 16_000
"""Bytes that are compressed without a thread: within a millisecond."""

_MOST_PLANS = 5_000
_LONGEST_KEPT = 500
"""Characters of a query string whose plan is kept: one with a drawn shape is many times larger, and comes seldom."""

_READ = ("areas", "estates", "incidents")
"""Topics of which a change of everything may change what an address means: names of areas, outlines, categories."""

Address = tuple[str, str, str, str, str]
"""Layers, zoom, column, row and query string, as they were written."""

tell("phangut_tiles_total", "Tiles answered before Django, by where they came from.")

AWAY = (Error, psycopg.Error, OSError)
STRANGER = Known(Viewer(), False, float("inf"))


class TooLong(Exception):
    """A stranger's question would keep the database busy for too long."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A tile, and whether it was seen as somebody who is logged in."""

    content: Content
    logged_in: bool


@dataclass(slots=True)
class _Plan:
    """What an address means to a viewer, until anything changes that composing it may have read (`made`).

    `key` is the tile's name while no more notes of its topics come than `counted`.
    """

    asked: tuple[Asked, ...]
    made: tuple[int, ...]
    topics: tuple[str, ...]
    counted: tuple[int, ...] = ()
    key: str = ""

    def key_in(self, ledger: Ledger) -> str:
        """The name of the tile as things stand."""
        counted = (ledger.loads, *map(ledger.total, self.topics))
        if counted != self.counted:
            self.key, self.counted = naming.key_of(self.asked, ledger), counted
        return self.key


class Door:
    """For one event loop."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self._tell_at = 0.0
        self._watch = Watch()
        self._sessions = SessionViewers()
        self._plans: OrderedDict[tuple[Viewer, Address], _Plan] = OrderedDict()
        self._plans_made: tuple[int, ...] = ()
        # Whoever is logged in does not wait for what waits in the strangers' line.
        self._making = {stranger: Making(partial(self._made, stranger)) for stranger in (True, False)}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="tiles")
        self._lines: Lines | None = None

    async def look(self, session: str, address: Address) -> Seen | None:
        """The tile as it is now, as whoever has the session may see it; a stranger without one.

        None where Django shall answer. Raises one of `AWAY`; for a question of a stranger's `TooLong` or `Crowded`.
        """
        ledger = await self._watch.fresh()
        known = await self._who(session, ledger) if session else STRANGER
        plan = None if known is None else await self._plan(known.viewer, address, ledger)
        if known is None or plan is None:
            return None
        try:
            return Seen(await self._content(plan, ledger, not known.logged_in), known.logged_in)
        except QueryCanceled:
            if known.logged_in:
                # Django asks once more; of an officer's question the database may take its time.
                return None
            raise TooLong from None

    def count(self, status: int) -> None:
        """One answer. What was counted reaches `/metrics` within seconds, and not with every tile."""
        self.counts[str(status)] += 1
        now = time.monotonic()
        if now - self._tell_at > TELL_EVERY_S:
            self._tell_at = now
            news, self._told = self.counts - self._told, self.counts.copy()
            self._threads.submit(tally.count, {_metric(name): number for name, number in news.items()})

    async def close(self) -> None:
        """Let go of all connections."""
        await self._watch.close()
        if self._lines is not None:
            await self._lines.close()

    async def _who(self, session: str, ledger: Ledger) -> Known | None:
        known = self._sessions.get(session, ledger)
        if known is None:
            standing = self._sessions.standing(session, ledger)
            known = await self._in_thread(find_out, session)
            if known is not None:
                self._sessions.put(session, standing, known)
        return known

    async def _content(self, plan: _Plan, ledger: Ledger, stranger: bool) -> Content:
        key = plan.key_in(ledger)
        found = serving.tile_memory().get(key)
        if found is None:
            if not (serving.tile_memory().max_bytes or serving.tile_cache().max_bytes):
                # Who keeps nothing shares nothing: so it can be measured what drawing costs.
                return await self._made(stranger, key, plan.asked)
            return await self._making[stranger].once(plan.asked, ledger)
        self.counts["memory"] += 1
        return found

    async def _plan(self, viewer: Viewer, address: Address, ledger: Ledger) -> _Plan | None:
        made = (naming.minute(), *map(ledger.everywhere, _READ))
        if made != self._plans_made:
            # None of them holds any longer.
            self._plans.clear()
            self._plans_made = made
        plan = self._plans.get((viewer, address))
        if plan is None or plan.made != made:
            asked = await self._in_thread(_composed, viewer, address)
            if asked is None:
                return None
            topics = {one.layer.touched.topic for one in asked if one.layer.touched}
            plan = _Plan(asked, made, (*sorted(topics), *_READ))
            self._keep(viewer, address, plan)
        return plan

    def _keep(self, viewer: Viewer, address: Address, plan: _Plan) -> None:
        if len(address[-1]) > _LONGEST_KEPT:
            return
        self._plans[viewer, address] = plan
        while len(self._plans) > _MOST_PLANS:
            self._plans.popitem(last=False)

    async def _made(self, stranger: bool, key: str, asked: tuple[Asked, ...]) -> Content:
        found = serving.tile_memory().get(key)
        if found is not None:
            return found
        disk = serving.tile_cache()
        stored = await self._in_thread(disk.get, key) if disk.max_bytes else None
        self.counts["database" if stored is None else "disk"] += 1
        if stored is None:
            stored = await self._drawn(asked, stranger)
            if disk.max_bytes:
                # Nobody waits for it; an error of the disk is none here.
                self._threads.submit(disk.put, key, stored)
        found = Content.of(stored)
        serving.tile_memory().put(key, found)
        return found

    async def _drawn(self, asked: tuple[Asked, ...], stranger: bool) -> bytes:
        if len(asked) > 1:
            # Each layer is kept by itself as well: other addresses hold it together with others.
            making = self._making[stranger]
            parts = await asyncio.gather(*(making.once((one,), self._watch.ledger) for one in asked))
            return await self._in_thread(together, [part.packed for part in parts])
        if self._lines is None:
            self._lines = Lines(await self._in_thread(_adapters))
        raw = await self._lines.run(asked[0].statement, stranger=stranger)
        return pack(raw) if len(raw) <= PACKED_AT_ONCE else await self._in_thread(pack, raw)

    async def _in_thread[T, *Ts](self, call: Callable[[*Ts], T], *args: *Ts) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _clean, call, *args)


def _metric(name: str) -> str:
    if name.isdigit():
        return f'phangut_requests_total{{path="tiles",status="{name}"}}'
    return f'phangut_tiles_total{{from="{name}"}}'


def _clean[T, *Ts](call: Callable[[*Ts], T], *args: *Ts) -> T:
    """What Django does at the end of a request: a broken connection is not used again."""
    try:
        return call(*args)
    finally:
        close_old_connections()


def _composed(viewer: Viewer, address: Address) -> tuple[Asked, ...] | None:
    names, z, x, y, query = address
    try:
        pairs = parse_qsl(query, keep_blank_values=True)
        asked = naming.ask_all(viewer, names, TileCoord.parse(z, x, y), pairs)
    except (PhangUtError, ValueError):
        return None
    return asked if all(one.layer.touched for one in asked) else None


def _adapters() -> AdaptersMap:
    connection.ensure_connection()
    return AdaptersMap(connection.connection.adapters)
