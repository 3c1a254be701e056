"""Web applications under granian, as script/run starts them, on free ports, ended with the measurement."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_PATIENCE_S = 60.0


def usual_workers() -> int:
    """As many as script/run takes."""
    return min(os.cpu_count() or 1, 4)


@contextmanager
def served(
    python: Path, application: str, probe: str, env: Mapping[str, str], workers: int, *, interface: str = "asgi"
) -> Iterator[str]:
    """Yields the base URL once `probe` is answered. `python` is that of the environment to run in."""
    port = _free_port()
    command = [str(python), "-m", "granian", "--interface", interface, "--no-ws", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--log-level", "warning", application]
    process = subprocess.Popen(command, env={**os.environ, **env}, start_new_session=True)
    try:
        _await(f"http://127.0.0.1:{port}{probe}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server ended by itself with code {process.returncode}; its messages are above")
        try:
            urlopen(url, timeout=30).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
            continue
        return
    raise SystemExit(f"no answer from {url} within {_PATIENCE_S:.0f} s")
