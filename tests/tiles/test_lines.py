"""A few lines to the database: strangers never take the last one, and do not queue without end."""

import asyncio
from typing import Any

import pytest
from psycopg.adapt import AdaptersMap

from tests.builders_facilities import HERE
from tests.builders_visitors import Visitor, address
from tiles import lines
from tiles.lines import STRANGERS, Crowded, Lines
from tiles.sql import Statement

TILE = Statement("SELECT", {})


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Every question waits until this is set."""
    may_end = asyncio.Event()

    async def run(_self: Lines, _statement: Statement) -> bytes:
        await may_end.wait()
        return b"tile"

    monkeypatch.setattr(Lines, "_run", run)
    return may_end


def strangers(held: Lines, number: int) -> list["asyncio.Task[bytes]"]:
    return [asyncio.create_task(held.run(TILE)) for _ in range(number)]


def test_one_line_is_left_for_those_who_are_logged_in(slow: asyncio.Event) -> None:
    async def asked() -> tuple[int, bytes]:
        held = Lines(AdaptersMap())
        waiting = strangers(held, STRANGERS + 20)
        officer = asyncio.create_task(held.run(TILE, stranger=False))
        await asyncio.sleep(0.01)
        free = held._places._value
        slow.set()
        await asyncio.gather(*waiting)
        return free, await officer

    assert asyncio.run(asked()) == (0, b"tile")


def test_the_line_of_strangers_has_an_end(slow: asyncio.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "WAITING", 5)

    async def asked() -> list[Any]:
        waiting = strangers(Lines(AdaptersMap()), STRANGERS + 7)
        await asyncio.sleep(0.01)
        slow.set()
        return await asyncio.gather(*waiting, return_exceptions=True)

    found = asyncio.run(asked())
    assert [type(one) for one in found] == [bytes] * (len(found) - 2) + [Crowded] * 2


def test_nobody_waits_for_ever(slow: asyncio.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "WAIT_S", 0.05)

    async def asked() -> bytes:
        held = Lines(AdaptersMap())
        first = strangers(held, STRANGERS)
        await asyncio.sleep(0)
        try:
            return await held.run(TILE)
        finally:
            slow.set()
            await asyncio.gather(*first)

    with pytest.raises(Crowded):
        asyncio.run(asked())


@pytest.mark.django_db(transaction=True)
def test_a_stranger_is_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "WAITING", 0)
    with Visitor() as visitor:
        found = visitor.get(address("facilities", HERE))
    assert (found.status, "Retry-After" in found.headers, "ลองใหม่" in found.body.decode()) == (503, True, True)
