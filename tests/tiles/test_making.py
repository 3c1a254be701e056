"""A tile is made once at a time, and once more for all who came too late for that."""

import asyncio
from typing import Any

from geo.touches.ledger import Ledger
from tiles import making
from tiles.content import Content
from tiles.making import Making


class Tile:
    """Stands for what is asked; its version is what the test says."""

    name = "a tile"
    now = 1


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_those_who_ask_while_it_is_made_share_the_next(monkeypatch: Any) -> None:
    """Five versions pass while the first is made; one more is made, of the last of them."""
    monkeypatch.setattr(making, "key_of", lambda asked, ledger: str(Tile.now))
    made: list[str] = []

    async def story() -> list[str]:
        may_end = asyncio.Event()

        async def make(key: str, _asked: Any) -> Content:
            made.append(key)
            await may_end.wait()
            return Content(b"", key)

        maker, asking = Making(make), []
        for Tile.now in (1, 1, 2, 3, 4, 5):
            asking.append(asyncio.create_task(maker.once((Tile(),), Ledger())))  # type: ignore[arg-type]
            await settled()
        may_end.set()
        return [content.etag for content in await asyncio.gather(*asking)]

    assert asyncio.run(story()) == ["1", "1", "5", "5", "5", "5"]
    assert made == ["1", "5"]


def test_one_who_leaves_does_not_take_it_from_the_others() -> None:
    async def story() -> str:
        may_end = asyncio.Event()

        async def make(key: str, _asked: Any) -> Content:
            await may_end.wait()
            return Content(b"", "made")

        maker = Making(make)
        first, second = (asyncio.create_task(maker.once((), Ledger())) for _ in range(2))
        await settled()
        first.cancel()
        may_end.set()
        return (await second).etag

    assert asyncio.run(story()) == "made"


def test_what_fails_fails_for_all_and_is_made_anew_for_the_next() -> None:
    async def story() -> list[Any]:
        turns = iter([OSError("away"), Content(b"", "made")])

        async def make(key: str, _asked: Any) -> Content:
            found = next(turns)
            if isinstance(found, OSError):
                raise found
            return found

        maker = Making(make)
        both = await asyncio.gather(*(maker.once((), Ledger()) for _ in range(2)), return_exceptions=True)
        return [type(one).__name__ for one in both] + [(await maker.once((), Ledger())).etag]

    assert asyncio.run(story()) == ["OSError", "OSError", "made"]
