"""While PostgreSQL is away people and programs are told so; when it returns the service is there again by itself."""

import json
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]


class Gate:
    """A TCP door in front of PostgreSQL that can be shut and opened."""

    def __init__(self, target: dict[str, str]) -> None:
        self._target = target
        self._open: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.port = free_port()
        self.open()

    def open(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve, args=(self._listener,), daemon=True).start()

    def shut(self) -> None:
        for connection in [self._listener, *self._open]:
            if connection is not None:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
                connection.close()
        self._open.clear()

    def _serve(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                inner, _ = listener.accept()
                outer = self._connect()
                self._open += [inner, outer]
                threading.Thread(target=pump, args=(inner, outer), daemon=True).start()

    def _connect(self) -> socket.socket:
        host, port = self._target["HOST"] or "/var/run/postgresql", self._target["PORT"] or "5432"
        if not host.startswith("/"):
            return socket.create_connection((host, int(port)))
        outer = socket.socket(socket.AF_UNIX)
        outer.connect(f"{host}/.s.PGSQL.{port}")
        return outer


def pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either end closes."""
    with suppress(OSError, ValueError), selectors.DefaultSelector() as selector:
        selector.register(one, selectors.EVENT_READ, other)
        selector.register(other, selectors.EVENT_READ, one)
        while True:
            for key, _ in selector.select():
                data = key.fileobj.recv(65536)  # type: ignore[union-attr]
                if not data:
                    return
                key.data.sendall(data)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(url: str) -> tuple[int, str, str]:
    """Status, media type, body; status 0 while nothing listens."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode()
    except OSError:
        return 0, "", ""


def retry_after(url: str) -> str | None:
    """When a refused program is told to come again."""
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(url, timeout=30):
        pass
    return refused.value.headers["Retry-After"]


def until(url: str, status: int, seconds: float) -> float:
    """How long until the address answers with the status."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if ask(url)[0] == status:
            return time.monotonic() - began
        time.sleep(0.2)
    raise AssertionError(f"{url} did not answer {status} within {seconds} s: {ask(url)}")


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate(settings.DATABASES["default"])
    yield gate
    gate.shut()


@pytest.fixture
def service(django_db_setup: None, gate: Gate, tmp_path: Path) -> Iterator[str]:
    """The service in a process of its own, on the test database behind the gate."""
    database = settings.DATABASES["default"]
    user, password, name = (quote(str(database[key])) for key in ("USER", "PASSWORD", "NAME"))
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{user}:{password}@127.0.0.1:{gate.port}/{name}",
        "PHANGUT_STATE": str(tmp_path),
        "PHANGUT_POOL_WAIT_S": "1",
        "PHANGUT_DEBUG": "1",  # static files need no manifest then
    }
    command = [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(f"http://127.0.0.1:{port}/healthz", 200, 60)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


def test_a_database_that_goes_away_is_said_and_its_return_noticed(service: str, gate: Gate) -> None:
    assert ask(f"{service}/api/areas")[0] == 200

    gate.shut()
    status, media_type, body = ask(f"{service}/api/areas")
    assert (status, media_type) == (503, "application/problem+json")
    assert json.loads(body)["code"] == "unavailable"
    assert retry_after(f"{service}/api/areas") == "30"
    status, media_type, body = ask(f"{service}/facilities/1/")
    assert (status, media_type) == (503, "text/html")
    assert json.loads(ask(f"{service}/readyz")[2])["missing"] == ["the database does not answer"]
    assert ask(f"{service}/healthz")[0] == 200

    gate.open()
    assert until(f"{service}/api/areas", 200, 30) < 15
