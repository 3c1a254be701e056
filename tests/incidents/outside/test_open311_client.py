"""Reading another Open311 server: ours, asked over its own addresses, and ones that do it differently."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from geo.errors import Unavailable
from incidents.models import OutsideSystem, OutsideTicket, Report
from incidents.outside import calling
from incidents.outside.calling import Caller
from incidents.outside.polls import Round, go_round
from tests.builders_outside import a_system

pytestmark = pytest.mark.usefixtures("country")
NOW = datetime(2026, 3, 20, tzinfo=UTC)


def a_request(key: str = "7", **changes: Any) -> dict[str, Any]:
    """One as a server answers it."""
    values = {
        "service_request_id": key,
        "status": "open",
        "status_notes": None,
        "service_name": "Odour",
        "service_code": "odour",
        "description": "กลิ่นแรง",
        "requested_datetime": "2026-03-12T02:00:00Z",
        "updated_datetime": "2026-03-12T02:00:00Z",
        "address": "",
        "lat": 13.5,
        "long": 101.5,
    }
    return {**values, **changes}


def a_round(*pages: list[dict[str, Any]], status: int = 200) -> tuple[Round, list[dict[str, str]]]:
    """A round with a server that has these pages; what it was asked."""
    asked: list[dict[str, str]] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(dict(request.url.params))
        page = min(int(asked[-1]["page"]), len(pages)) - 1
        return httpx.Response(status, content=json.dumps(pages[page]))

    known = OutsideSystem.objects.first()
    system = known or a_system("city", kind="open311", polls=True, secret_name="", hook_digest="")
    calls = Caller(httpx.Client(transport=httpx.MockTransport(serve)), lambda _s: None)
    return go_round(system, calls, lambda: NOW), asked


def test_requests_become_reports_once_and_follow_their_status() -> None:
    assert a_round([a_request()])[0].found.counts == {"stored": 1}
    assert a_round([a_request()])[0].found.counts == {"unchanged": 1}
    closed = a_request(status="closed", updated_datetime="2026-03-13T02:00:00Z")
    assert a_round([closed])[0].found.counts == {"changed": 1}
    report = Report.objects.get()
    assert (report.channel, report.category_id, report.state) == ("open311", "odour", "resolved")


def test_pages_are_read_to_the_end_even_where_the_server_knows_none() -> None:
    done, asked = a_round([a_request("1")], [a_request("2")])
    assert (done.found.counts, [one["page"] for one in asked]) == ({"stored": 2}, ["1", "2", "3"])


def test_only_what_was_updated_since_is_asked_for() -> None:
    a_round([a_request()])
    asked = a_round([a_request()])[1]
    assert asked[0]["updated_after"] == "2026-03-19T23:00:00Z"


@pytest.mark.parametrize("status", [403, 404, 301])
def test_a_server_that_refuses_is_noted(status: int) -> None:
    assert str(status) in a_round([], status=status)[0].problem
    assert OutsideSystem.objects.get().read_until is None


def test_a_bad_request_is_named_and_the_others_are_taken() -> None:
    done, _asked = a_round([a_request("1", status="lost"), a_request("2")])
    assert done.found.counts == {"refused": 1, "stored": 1}
    assert OutsideTicket.objects.get().key == "2"


def test_a_packed_answer_is_unpacked_no_further_than_we_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "LARGEST", 100_000)
    bomb = httpx.Response(200, content=gzip.compress(b" " * 200_000), headers={"Content-Encoding": "gzip"})
    calls = Caller(httpx.Client(transport=httpx.MockTransport(lambda _request: bomb)), lambda _s: None)
    with pytest.raises(Unavailable, match="larger"):
        calls.call("GET", "https://city.example/requests.json")


def test_an_answer_that_cannot_be_unpacked_is_no_answer() -> None:
    def broken(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=httpx.ByteStream(b"no gzip"), headers={"Content-Encoding": "gzip"})

    calls = Caller(httpx.Client(transport=httpx.MockTransport(broken)), lambda _s: None)
    with pytest.raises(Unavailable, match="DecodingError"):
        calls.call("GET", "https://city.example/requests.json")
