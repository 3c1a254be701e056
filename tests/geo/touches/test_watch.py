"""Those who wait for the ledger of a loop hear of whatever befalls the question."""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from geo.touches.watch import Watch


def asked_by(number: int, follow: Callable[[Watch], Any], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What each of so many gets, who ask one after the other; a second at most is waited for."""
    monkeypatch.setattr(Watch, "_follow", follow)

    async def waiting() -> list[Any]:
        watch = Watch()
        tasks = []
        for _ in range(number):
            tasks.append(asyncio.create_task(watch.fresh()))
            await asyncio.sleep(0.01)
        async with asyncio.timeout(1):
            return await asyncio.gather(*tasks, return_exceptions=True)

    return asyncio.run(waiting())


@pytest.mark.parametrize("error", [psycopg.OperationalError("away"), TimeoutError(), RuntimeError("a mistake of ours")])
def test_any_error_reaches_all_who_wait_and_those_who_came_meanwhile(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(_watch: Watch) -> None:
        await asyncio.sleep(0.03)
        raise error

    assert [type(found) for found in asked_by(3, failing, monkeypatch)] == [type(error)] * 3


def test_whoever_comes_during_a_question_waits_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    async def slow(watch: Watch) -> None:
        begun.append(watch)
        await asyncio.sleep(0.05)

    found = asked_by(4, slow, monkeypatch)
    assert (len(begun), [one is begun[0].ledger for one in found]) == (2, [True] * 4)
