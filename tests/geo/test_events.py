"""What happens is told as it happens, to whom may know, through restarts of the database, to no more than we hold."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import Any

import psycopg
import pytest
from django.test import AsyncRequestFactory, Client, RequestFactory

from geo.errors import NotAllowed
from geo.events import Told, channels, listening, register, views
from geo.events.channels import Heard, channels_for
from geo.events.hub import MOST_WAITING, Hub, Message, Stream, hub, open_streams
from geo.layers import Viewer
from geo.own_connection import parameters

pytestmark = pytest.mark.django_db
READER, CHIEF = Viewer(frozenset({"app.see"})), Viewer(frozenset({"app.see", "app.secret"}))


def shape(heard: Sequence[Heard]) -> Iterable[Told]:
    return [Told({"id": one["id"]}, "app.secret" if one.get("secret") else "") for one in heard]


@pytest.fixture(autouse=True)
def one_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel of an app that is not there, and nothing else."""
    monkeypatch.setattr(channels, "_channels", {})
    register("test_things", "things", may="app.see", shape=shape, version=lambda: "7")


async def database() -> "psycopg.AsyncConnection[Any]":
    return await psycopg.AsyncConnection.connect(**parameters("test"), autocommit=True)


async def notify(*things: dict[str, Any]) -> None:
    async with await database() as connection:
        for thing in things:
            await connection.execute("SELECT pg_notify('test_things', %s)", [json.dumps(thing)])


async def messages(stream: AsyncIterator[bytes], *, until: str) -> list[tuple[str, Any]]:
    """What comes, up to an event of that name."""
    got: list[tuple[str, Any]] = []
    async with asyncio.timeout(15):
        async for piece in stream:
            lines = dict(line.split(": ", 1) for line in piece.decode().splitlines() if ": " in line)
            if "event" in lines:
                got.append((lines["event"], json.loads(lines["data"])))
                if lines["event"] == until:
                    return got
    return got


def run(story: Callable[[], Any]) -> Any:
    return asyncio.run(story())


def test_a_stream_begins_with_the_version_of_every_topic() -> None:
    async def story() -> Any:
        stream = views.pieces(READER, channels_for(READER))
        try:
            return await messages(stream, until="hello")
        finally:
            await stream.aclose()

    assert run(story) == [("hello", {"versions": {"things": "7"}})]


def test_each_hears_what_that_viewer_may_know() -> None:
    async def story() -> Any:
        streams = [views.pieces(viewer, channels_for(viewer)) for viewer in (READER, CHIEF)]
        for stream in streams:
            await messages(stream, until="hello")
        await notify({"id": 1}, {"id": 2, "secret": True})
        heard = [await messages(stream, until="things") for stream in streams]
        for stream in streams:
            await stream.aclose()
        return heard

    reader, chief = run(story)
    assert reader == [("things", {"items": [{"id": 1}]})]
    assert chief == [("things", {"items": [{"id": 1}, {"id": 2}]})]


def test_a_database_that_was_away_is_heard_again() -> None:
    async def story() -> Any:
        stream = views.pieces(READER, channels_for(READER))
        await messages(stream, until="hello")
        async with await database() as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'phangut events' AND pid <> pg_backend_pid()"
                " AND datname = current_database()"
            )
        after = await messages(stream, until="back")
        await notify({"id": 3})
        after += await messages(stream, until="things")
        await stream.aclose()
        return after

    assert run(story) == [("away", {}), ("back", {}), ("things", {"items": [{"id": 3}]})]


def test_a_database_that_no_longer_answers_is_asked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    async def silent(*_connection: Any) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise TimeoutError
        await asyncio.sleep(60)

    monkeypatch.setattr(listening, "_hear", silent)

    async def story() -> Any:
        ours = Hub(pause_s=0.01)
        stream = ours.join(READER, channels_for(READER))
        try:
            return [message.event if (message := await stream.next(5)) else None for _each in range(2)]
        finally:
            ours.leave(stream)

    assert run(story) == ["away", "back"]


def test_the_last_stream_gives_the_connection_back() -> None:
    async def story() -> Any:
        stream = views.pieces(READER, channels_for(READER))
        await messages(stream, until="hello")
        counted = [open_streams()]
        await stream.aclose()
        return [*counted, open_streams(), hub()._listening]

    assert run(story) == [1, 0, None]


def test_a_stream_ends_by_itself() -> None:
    async def story() -> Any:
        stream = views.pieces(READER, channels_for(READER), lasts_s=0.3)
        return await messages(stream, until="never")

    assert run(story) == [("hello", {"versions": {"things": "7"}})]


def test_a_reader_too_far_behind_is_told_to_fetch_everything() -> None:
    async def story() -> Any:
        stream = Stream(READER, channels_for(READER))
        for number in range(MOST_WAITING + 1):
            stream.put(Message("things", {"id": number}))
        return [await stream.next(0.1) for _each in range(3)]

    first, second, third = run(story)
    assert (first.event, second.data, third) == ("back", {"id": MOST_WAITING}, None)


def test_the_hub_asks_the_database_once_for_many_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counting(heard: Sequence[Heard]) -> Iterable[Told]:
        asked.append(len(heard))
        return shape(heard)

    register("test_things", "things", may="app.see", shape=counting, version=lambda: "7")

    async def story() -> None:
        ours = Hub()
        stream = ours.join(READER, channels_for(READER))
        for number in range(100):
            ours._hear("test_things", json.dumps({"id": number}))
        await stream.next(5)
        ours.leave(stream)

    run(story)
    assert asked == [100]


def test_who_may_hear_nothing_is_refused_in_json(client: Client) -> None:
    answer = client.get("/events/")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def asked_by(viewer: Viewer, factory: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(views.Viewer, "of", staticmethod(lambda user: viewer))
    monkeypatch.setattr(views.connections, "close_all", lambda: None)
    request = factory.get("/events/")
    request.user = None
    return views.events(request)


def test_a_server_with_a_thread_per_request_holds_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked_by(READER, RequestFactory(), monkeypatch).status_code == 204
    with pytest.raises(NotAllowed):
        asked_by(Viewer(), RequestFactory(), monkeypatch)


def test_nothing_on_the_way_may_hold_events_back(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asked_by(READER, AsyncRequestFactory(), monkeypatch)
    assert answer["Content-Type"].startswith("text/event-stream")
    assert (answer["Cache-Control"], answer["X-Accel-Buffering"]) == ("no-store", "no")


def test_more_streams_than_we_hold_are_refused_clearly(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MOST_STREAMS = 0
    answer = asked_by(READER, AsyncRequestFactory(), monkeypatch)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert json.loads(answer.content)["code"] == "unavailable"
