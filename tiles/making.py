"""Making tiles one at a time each, however many ask and however often they change meanwhile. For one event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from geo.touches.ledger import Ledger
from tiles.content import Content
from tiles.naming import Asked, key_of

Make = Callable[[str, tuple[Asked, ...]], Awaitable[Content]]
"""Makes the tile that is to be kept under the key."""


@dataclass(frozen=True, slots=True)
class _Running:
    key: str
    task: "asyncio.Task[Content]"


class Making:
    """A tile is made at most once at a time, and begun once more at most for all who asked after that had begun.

    In a storm of reports every fetch of a tile far out finds it changed. Each beginning its own would keep the database
    at it for ever; so they wait for the one that runs, which may be too old for them, and share the next.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._running: dict[tuple[str, ...], _Running] = {}
        self._next: dict[tuple[str, ...], asyncio.Task[Content]] = {}

    async def once(self, asked: tuple[Asked, ...], ledger: Ledger) -> Content:
        """The tile as the ledger has it now, or as it is later. One who leaves does not take it from the others."""
        name, key = tuple(one.name for one in asked), key_of(asked, ledger)
        running = self._running.get(name)
        if running is None:
            running = self._running[name] = _Running(key, asyncio.create_task(self._made(key, asked)))
            running.task.add_done_callback(lambda _task: self._running.pop(name, None))
        if running.key == key:
            return await asyncio.shield(running.task)
        if name not in self._next:
            self._next[name] = asyncio.create_task(self._after(running.task, name, asked, ledger))
        return await asyncio.shield(self._next[name])

    async def _made(self, key: str, asked: tuple[Asked, ...]) -> Content:
        return await self._make(key, asked)

    async def _after(
        self, running: "asyncio.Task[Any]", name: tuple[str, ...], asked: tuple[Asked, ...], ledger: Ledger
    ) -> Content:
        await asyncio.wait([running])
        # Who asks from here on may be too late for this one.
        del self._next[name]
        return await self.once(asked, ledger)
