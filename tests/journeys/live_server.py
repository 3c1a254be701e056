"""The service as it is run, over the test's database: streams need the server that production has."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[2]
_STARTS_WITHIN_S = 60


@contextmanager
def granian() -> Iterator[str]:
    """Its address, for as long as the block lasts."""
    port = _free_port()
    command = [
        str(Path(sys.executable).with_name("granian")),
        "--interface",
        "asginl",
        "--no-ws",
        "--host",
        "127.0.0.1",
    ]
    command += ["--port", str(port), "--workers-kill-timeout", "2", "--log-level", "warning", "tiles.asgi:application"]
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), stderr=subprocess.DEVNULL) as server:
        try:
            _await(f"http://127.0.0.1:{port}/readyz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _environment() -> dict[str, str]:
    """The present one with the test's database, and static files as they lie."""
    known = connection.settings_dict
    login = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    return {
        **os.environ,
        "DATABASE_URL": f"postgres://{login}/{known['NAME']}",
        "PHANGUT_STATE": str(settings.STATE_DIR),
        "PHANGUT_SECRET_KEY": settings.SECRET_KEY,
        "PHANGUT_DEBUG": "1",
    }


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await(address: str, server: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + _STARTS_WITHIN_S
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the server did not become ready")
