"""A body too long for its address is refused before Django has kept it."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from geo.body_limit import BodyLimit

LIMITS = {"": 10, "/api/photos": 100}


def sent(path: str, chunks: list[bytes], stated: int | None = None) -> tuple[int, list[bytes]]:
    """The status that came back, and what reached the application behind."""
    reached: list[bytes] = []

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            reached.append(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages[-1]["more_body"] = False
    said: list[Mapping[str, Any]] = []

    async def run() -> None:
        waiting = iter(messages)

        async def receive() -> Any:
            return next(waiting)

        async def send(message: Mapping[str, Any]) -> None:
            said.append(message)

        headers = [(b"content-length", str(stated).encode())] if stated is not None else []
        await BodyLimit(app, LIMITS)({"type": "http", "path": path, "headers": headers}, receive, send)

    asyncio.run(run())
    return said[0]["status"], reached


@pytest.mark.parametrize(
    ("path", "chunks", "stated", "status", "reached"),
    [
        ("/x", [b"a" * 10], 10, 200, 1),
        ("/x", [b"a" * 11], 11, 413, 0),
        ("/x", [b"a" * 6, b"a" * 6], None, 413, 1),
        ("/x", [b"a" * 6, b"a" * 6], 5, 413, 1),
        ("/api/photos", [b"a" * 60], 60, 200, 1),
        ("/api/photos", [b"a" * 101], 101, 413, 0),
    ],
)
def test_what_is_stated_and_what_is_sent_both_count(
    path: str, chunks: list[bytes], stated: int | None, status: int, reached: int
) -> None:
    found = sent(path, chunks, stated)
    assert (found[0], len(found[1])) == (status, reached)
