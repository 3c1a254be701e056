"""nginx sending files: what a web server gives that does nothing else."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIG = """
daemon off; {user} worker_processes {workers}; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 512; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; default_type application/octet-stream;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


@contextmanager
def sending(files: dict[str, bytes], workers: int) -> Iterator[str]:
    """Yields the base URL; files are found under their names."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise SystemExit("nginx is missing; Debian's package nginx-light is enough")
    with tempfile.TemporaryDirectory(prefix="phangut-nginx-") as name, socket.socket() as probe:
        folder = Path(name)
        (folder / "files").mkdir()
        for file, content in files.items():
            (folder / "files" / file).write_bytes(content)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        user = "user root;" if os.geteuid() == 0 else ""
        config = folder / "nginx.conf"
        config.write_text(_CONFIG.format(folder=folder, port=port, workers=workers, user=user))
        process = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            _await(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise SystemExit(f"nginx ended by itself with code {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("nginx does not answer")
