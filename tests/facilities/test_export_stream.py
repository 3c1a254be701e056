"""Sending an export: piece by piece, in little memory, and no longer than somebody takes it."""

import asyncio
import os
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import AsyncClient, Client

from facilities.exports import extract, stream
from facilities.exports.formats import FORMATS
from facilities.exports.progress import ExportStopped, Ticket
from facilities.exports.stream import AT_ONCE, Stream
from facilities.exports.watched import watched
from facilities.models import Facility, Kind
from geo.errors import Unavailable
from tests.builders_facilities import new_facility, register_all
from tests.facilities.exports_read import asked

TICKET = UUID("0b5ab0a6-6d0e-4c5e-9d3b-0f6f0c1d2e3f")
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_state(settings: Any, tmp_path: Path) -> None:
    """A folder of this test's own."""
    settings.STATE_DIR = tmp_path


def many(count: int) -> None:
    """So many plain facilities."""
    held = Facility.objects.count()
    rows = (
        Facility(kind=Kind.FACTORY, source="test", source_key=str(number), name_th="โรงงาน " * 20)
        for number in range(held, held + count)
    )
    Facility.objects.bulk_create(rows, batch_size=2_000)


def peak_of(form: str) -> int:
    """The most memory, in bytes, that writing everything takes."""
    tracemalloc.start()
    for _piece in FORMATS[form].write(asked()):
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(FORMATS))
def test_memory_does_not_grow_with_the_register(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "CHUNK", 100)
    many(300)
    before = peak_of(form)
    many(2_400)
    assert peak_of(form) < 1.4 * before + 200_000


@pytest.mark.django_db(transaction=True)
def test_over_asgi_the_file_is_whole_and_the_place_is_free_again() -> None:
    register_all(new_facility() for _ in range(3))

    async def download() -> bytes:
        answer = await AsyncClient().get("/facilities/export/?format=csv&headers=names")
        return b"".join([piece async for piece in answer.streaming_content])

    for _ in range(AT_ONCE + 1):
        assert asyncio.run(download()).count(b"\n") == 4
    assert free_again()


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_leaves_ends_the_query_at_once() -> None:
    def slow() -> Iterator[bytes]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60) /* export */")
        yield b"never"

    async def leave() -> None:
        sending = Stream(slow())
        waiting = asyncio.ensure_future(anext(sending))
        await asyncio.sleep(0.5)
        waiting.cancel()
        sending.close()
        sending.close()

    asyncio.run(leave())
    assert free_again()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND state = 'active' "
                       "AND pid <> pg_backend_pid()")  # fmt: skip
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_reader_may_leave_before_the_first_byte() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            time.sleep(0.01)
            yield b""

    async def leave() -> None:
        sending = Stream(endless())
        waiting = asyncio.ensure_future(anext(sending))
        await asyncio.sleep(0.2)
        waiting.cancel()
        sending.close()

    asyncio.run(leave())
    assert free_again()


@pytest.mark.django_db(transaction=True)
def test_no_more_than_a_few_are_sent_at_once() -> None:
    held = [Stream(iter_of(b"x")) for _ in range(AT_ONCE)]
    with pytest.raises(Unavailable):
        Stream(iter_of(b"x"))
    for one in held:
        one.close()
    assert free_again()


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_takes_too_long_gives_up_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST_S", 0.3)

    async def dawdle() -> None:
        sending = Stream(iter_of(b"first", b"never"))
        assert await anext(sending) == b"first"
        await asyncio.sleep(0.6)
        with pytest.raises(ExportStopped):
            await anext(sending)

    asyncio.run(dawdle())
    assert free_again()


def iter_of(*pieces: bytes) -> Iterator[bytes]:
    yield from pieces


def free_again() -> bool:
    """Whether all places are free within some seconds; the threads tidy up by themselves."""
    for _ in range(50):
        if stream._places._value == AT_ONCE:  # type: ignore[attr-defined]
            return True
        time.sleep(0.1)
    return False


@pytest.mark.django_db
def test_a_ticket_tells_how_far_it_is(client: Client) -> None:
    register_all(new_facility() for _ in range(3))
    address = f"/facilities/export/progress/{TICKET}/"
    assert client.get(address).json()["state"] == "waiting"
    answer = client.get(f"/facilities/export/?format=csv&ticket={TICKET}")
    assert client.get(address).json() == {"done": 0, "total": 3, "state": "working"}
    answer.getvalue()
    assert client.get(address).json() == {"done": 3, "total": 3, "state": "done"}


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(FORMATS))
def test_a_cancelled_export_ends_in_the_middle(form: str, client: Client) -> None:
    many(2_100)
    pieces = watched(FORMATS[form], asked(), Ticket(TICKET))
    next(pieces)
    assert client.post(f"/facilities/export/progress/{TICKET}/stop/").status_code == 204
    with pytest.raises(ExportStopped):
        list(pieces)
    assert Ticket(TICKET).read()["state"] == "stopped"


@pytest.mark.django_db
def test_an_export_that_breaks_off_says_so() -> None:
    pieces = watched(FORMATS["csv"], asked(), Ticket(TICKET))
    next(pieces)
    pieces.close()
    assert Ticket(TICKET).read()["state"] == "broken"


def test_old_tickets_are_thrown_away() -> None:
    Ticket(TICKET).begin(1, NOW)
    later = UUID("11111111-1111-4111-8111-111111111111")
    Ticket(later).begin(1, datetime.now(UTC).replace(year=2100))
    assert Ticket(TICKET).read()["state"] == "waiting"
    assert Ticket(later).read()["state"] == "working"


@pytest.mark.django_db
def test_nothing_is_left_of_the_files_made(tmp_path: Path) -> None:
    register_all([new_facility()])
    (tmp_path / "exports" / "left").mkdir(parents=True)
    os.utime(tmp_path / "exports" / "left", (0, 0))
    for form in ("xlsx", "gpkg"):
        list(FORMATS[form].write(asked()))
    assert list((tmp_path / "exports").iterdir()) == []
