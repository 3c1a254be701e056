"""Web applications under granian, as script/run starts them, on free ports, ended with the measurement."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
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
    # Its messages are of interest only when it does not start: clients that leave in the middle make many.
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, env={**os.environ, **env}, start_new_session=True, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _await(f"http://127.0.0.1:{port}{probe}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(url: str, process: "subprocess.Popen[bytes]", log: IO[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log.seek(0)
            messages = log.read().decode(errors="replace")
            raise SystemExit(f"the server ended by itself with code {process.returncode}:\n{messages}")
        try:
            urlopen(url, timeout=30).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
            continue
        return
    raise SystemExit(f"no answer from {url} within {_PATIENCE_S:.0f} s")
