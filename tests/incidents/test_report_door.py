"""`POST /api/reports` without Django around it: the same answers, headers and rows as with it."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from geo import doors
from geo.doors import WithDoors
from incidents.models import Report
from incidents.schemas import FiledOut
from tests.builders_incidents import a_body, a_factory

ADDRESS = "/api/reports"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("country")]

DJANGO = {"status": 0}
"""What stands for Django's answer here."""

TRIES: list[doors.Asked] = []


async def _django(scope: Any, receive: Any, send: Any) -> None:
    DJANGO["body"] = (await receive())["body"]
    await send({"type": "http.response.start", "status": 0, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def ask(body: Any = None, method: str = "POST", path: str = ADDRESS, **headers: str) -> tuple[int, dict[str, str], Any]:
    """Status, headers and body; status 0 where Django was left to answer."""
    sent = body if isinstance(body, bytes) else json.dumps(body or a_body()).encode()
    named = {"host": "localhost", "content_length": str(len(sent)), **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()],
    }
    said: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": sent, "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    asyncio.run(_door()(scope, receive, send))
    found = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return said[0]["status"], found, said[1]["body"]


_made: list[WithDoors] = []


def _door() -> WithDoors:
    if not _made:
        _made.append(WithDoors(_django))
    return _made[0]


@pytest.fixture(autouse=True)
def connections_of_threads() -> Iterator[None]:
    """Nothing a thread of the door holds outlives the test."""
    yield
    for door in _made:
        door.close()
    _made.clear()
    connection.close()


def test_it_answers_as_django_does(client: Client) -> None:
    a_factory()
    status, headers, body = ask()
    django = client.post(ADDRESS, a_body(), content_type="application/json")
    ours, theirs = json.loads(body), django.json()
    assert (status, ours.keys(), ours["attribution"]) == (201, theirs.keys(), theirs["attribution"])
    assert headers["location"] == f"/report/{ours['tracking_code']}/"
    assert headers.keys() == {name.lower() for name in django.headers}
    fixed = headers.keys() - {"location", "content-length"}
    assert {name: headers[name] for name in fixed} == {name: django[name] for name in fixed}


def test_the_answer_is_whole_without_its_schema() -> None:
    a_factory()
    said = json.loads(ask()[2])
    assert FiledOut.model_validate(said).model_dump(mode="json") == said


def test_the_same_key_is_carried_out_once_by_either_way(client: Client) -> None:
    first = json.loads(ask(idempotency_key="k-1")[2])
    again = json.loads(ask(idempotency_key="k-1")[2])
    django = client.post(ADDRESS, a_body(), content_type="application/json", headers={"Idempotency-Key": "k-1"})
    assert first == again == django.json()
    assert Report.objects.count() == 1


def test_it_speaks_the_language_of_the_visitor() -> None:
    assert ask(cookie="django_language=en")[1]["content-language"] == "en"
    assert ask()[1]["content-language"] == "th"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", {}),
        (b"[]", {}),
        (b'{"category": NaN}', {}),
        (json.dumps(a_body(category="nonsense")).encode(), {}),
        (json.dumps(a_body(lon=2.35, lat=48.85)).encode(), {}),
        (None, {"cookie": "sessionid=abc"}),
        (None, {"host": "elsewhere.example"}),
        (None, {"content_length": "64001"}),
        (None, {"content_length": "x"}),
        (None, {"idempotency_key": "two words"}),
    ],
)
def test_what_is_not_plain_is_djangos_with_its_body(body: bytes | None, headers: dict[str, str]) -> None:
    assert ask(body, **headers)[0] == 0
    assert DJANGO["body"] == (body or json.dumps(a_body()).encode())
    assert not Report.objects.exists()


@pytest.mark.parametrize(("method", "path"), [("GET", ADDRESS), ("POST", "/api/reports/"), ("POST", "/api/photos")])
def test_other_addresses_are_djangos(method: str, path: str) -> None:
    assert ask(method=method, path=path)[0] == 0


def lose(asked: doors.Asked) -> doors.Answer:
    """A door behind which the database goes away."""
    TRIES.append(asked)
    raise OperationalError("the connection is lost")


def test_a_lost_database_is_a_503_and_never_asked_twice() -> None:
    doors.register("POST", "/api/lost", f"{__name__}.lose")
    status, headers, body = ask(path="/api/lost")
    assert (status, headers["content-type"], json.loads(body)["code"]) == (
        503,
        "application/problem+json",
        "unavailable",
    )
    assert headers["retry-after"] == "30"
    assert len(TRIES) == 1
