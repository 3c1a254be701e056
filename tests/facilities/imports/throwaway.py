"""A PostgreSQL cluster of a test's own, which may be stopped at any moment and is thrown away."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

REPO = Path(__file__).resolve().parents[3]
_SETTINGS = """
fsync = off
full_page_writes = off
unix_socket_directories = ''
listen_addresses = '127.0.0.1'
autovacuum = off
"""


class Cluster:
    """Superuser `phangut`, without a password, reachable from this machine only."""

    def __init__(self, folder: Path, bindir: Path, port: int, settings: str) -> None:
        self._data, self._bindir, self.port = folder / "data", bindir, port
        self._settings = settings

    def make(self) -> None:
        """An empty cluster."""
        locale = ("--encoding=UTF8", "--locale=C.UTF-8")
        self._tool("initdb", f"--pgdata={self._data}", "--username=phangut", "--auth=trust", "--no-sync", *locale)
        with (self._data / "postgresql.conf").open("a") as settings:
            settings.write(f"{self._settings}port = {self.port}\n")

    def start(self) -> None:
        """Returns when it answers; recovers from a stop like a crash."""
        log = self._data.parent / "log"
        self._tool("pg_ctl", "start", "-w", "-D", str(self._data), "-l", str(log))

    def stop_like_a_crash(self) -> None:
        """Every server process is gone at once; nothing is written any more."""
        self._tool("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self._data))

    def url(self, database: str) -> str:
        """Of one database."""
        return f"postgres://phangut@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """One statement; its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _tool(self, name: str, *arguments: str) -> None:
        command = [*_as_its_account(), str(self._bindir / name), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


@contextmanager
def cluster(settings: str = _SETTINGS) -> Iterator[Cluster]:
    """A running one; quick rather than durable unless `settings` say otherwise."""
    folder = Path(tempfile.mkdtemp(prefix="phangut-throwaway-", dir="/tmp"))
    made = Cluster(folder, _bindir(), _free_port(), settings)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        made.make()
        made.start()
        yield made
    finally:
        _stop(made)
        shutil.rmtree(folder, ignore_errors=True)


def _stop(made: Cluster) -> None:
    try:
        made.stop_like_a_crash()
    except subprocess.CalledProcessError:
        return  # it does not run


def _bindir() -> Path:
    """Found as `script/bootstrap` finds it."""
    command = f"source {REPO}/script/lib/postgres.sh && PHANGUT_STATE=/nowhere pg_bindir"
    found = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
    return Path(found.stdout.strip())


def _as_its_account() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
