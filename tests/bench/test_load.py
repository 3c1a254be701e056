"""The measuring client of our own counts what a server answers, and stops at a failure."""

import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest


class _Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answered = 0

    def do_GET(self) -> None:
        type(self).answered += self.path == "/tile"
        self.send_response(200 if self.path == "/tile" else 500)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"tile")

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is part of the test."""


@pytest.fixture
def base() -> Iterator[str]:
    server = _Quiet(("127.0.0.1", 0), _Server)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "bench"))
    import _load

    monkeypatch.setattr(_load, "tool", lambda: "own client")
    yield _load
    sys.modules.pop("_load")


def test_counts_every_answer(load: ModuleType, base: str) -> None:
    _Server.answered = 0
    rate = load.requests_per_second(f"{base}/tile", clients=2, seconds=0.3)
    assert rate == pytest.approx(_Server.answered / 0.3)
    assert rate > 0


def test_a_failure_ends_the_measurement(load: ModuleType, base: str) -> None:
    with pytest.raises(SystemExit, match="500"):
        load.requests_per_second(f"{base}/other", clients=1, seconds=0.3)
