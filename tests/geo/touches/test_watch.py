"""Those who wait for the ledger of a loop hear of whatever befalls the question."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection

from geo.touches.watch import LOOK_EVERY_S, Watch
from tests.builders_facilities import new_facility, register_all


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


class Saying:
    """A connection that tells of one snapshot after the other."""

    def __init__(self, *snapshots: bytes) -> None:
        self._snapshots = iter(snapshots)

    async def run(self, _name: bytes) -> Any:
        return SimpleNamespace(get_value=lambda _row, _column: next(self._snapshots))


def test_nothing_is_asked_while_no_transaction_ended_but_once_more_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment = [1_000.0]
    monkeypatch.setattr("geo.touches.watch.time.monotonic", lambda: moment[0])
    watch, line = Watch(), Saying(b"5:5:", b"5:5:", b"5:7:5", b"5:7:5", b"5:7:5")

    async def asked() -> list[bool]:
        found = [await watch._may_have_changed(line) for _ in range(4)]  # type: ignore[arg-type]
        moment[0] += LOOK_EVERY_S
        return [*found, await watch._may_have_changed(line)]  # type: ignore[arg-type]

    assert asyncio.run(asked()) == [True, False, True, False, True]


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_between_two_questions_is_known_after_the_second() -> None:
    async def known() -> list[int]:
        watch, found = Watch(), []
        for number in range(3):
            found.append((await watch.fresh()).total("facilities"))
            if number < 2:
                await asyncio.to_thread(_register)
        await watch.close()
        return found

    first, second, third = asyncio.run(known())
    assert first < second < third


def _register() -> None:
    register_all([new_facility()])
    connection.close()
