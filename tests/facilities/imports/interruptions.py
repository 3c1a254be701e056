"""Interrupting loads at seeded moments: the loading process is killed, or the database stopped like in a crash."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.facilities.imports.throwaway import REPO, Cluster

BEFORE = "before"
_TRIAL = "trial"

# Content without surrogate keys and clock times: a load that was interrupted and run again has used up other keys.
_GONE = "- 'id' - 'facility_id' - 'licence_id' - 'created_at' - 'updated_at' - 'recorded_at' - 'found_at' - 'at'"
_SITE = "(SELECT source || source_key FROM facilities_facility AS site WHERE site.id = held.facility_id)"
_OWN = {"facilities_facility": "held.source || held.source_key", "geo_change": "held.action"}
_TABLES = (
    "facilities_facility",
    "facilities_licence",
    "facilities_certificate",
    "facilities_factoryactivity",
    "facilities_factorydetails",
    "facilities_statusentry",
    "facilities_sourcerecord",
    "facilities_workitem",
    "facilities_correction",
    "geo_change",
)


@dataclass(frozen=True)
class Trials:
    """One load, `run_id`, waiting in the database `before`; what the register is before it, and what it is after it."""

    cluster: Cluster
    loader: "Loader"
    run_id: int
    before: str
    after: str
    duration_s: float


@dataclass(frozen=True)
class Outcome:
    """What was found after an interruption, and after the load was run again."""

    at_s: float
    found: str
    in_the_end: str
    state: str


def prepare(cluster: Cluster, run_id: int) -> Trials:
    """Run the load once undisturbed, to know its time and its end."""
    before, loader = checksum(cluster, BEFORE), Loader(cluster)
    with _trial(cluster):
        loader.complete(run_id)
    with _trial(cluster):
        started = time.monotonic()
        loader.complete(run_id)
        duration_s = time.monotonic() - started
        return Trials(cluster, loader, run_id, before, checksum(cluster, _TRIAL), duration_s)


def interrupt(trials: Trials, seed: int, *, stop_database: bool) -> Outcome:
    """One interruption at a moment that the seed chooses, then the same load again."""
    at_s = random.Random(seed).uniform(0.02, trials.duration_s)
    with _trial(trials.cluster):
        loading = trials.loader.begin(trials.run_id)
        time.sleep(at_s)
        if stop_database:
            trials.cluster.stop_like_a_crash()
        else:
            with suppress(ProcessLookupError):
                os.kill(loading, signal.SIGKILL)
        trials.loader.ended()
        if stop_database:
            trials.cluster.start()
        found = checksum(trials.cluster, _TRIAL)
        trials.loader.complete(trials.run_id)
        state = trials.cluster.run(f"SELECT state FROM facilities_importrun WHERE id = {trials.run_id:d}", _TRIAL)
        return Outcome(at_s, found, checksum(trials.cluster, _TRIAL), str(state[0][0]))


def checksum(cluster: Cluster, database: str) -> str:
    """Of all that the register holds."""
    digest = hashlib.sha256()
    for table in _TABLES:
        named = _OWN.get(table, _SITE)
        rows = f"SELECT md5({named} || (to_jsonb(held) - 'subject_id' {_GONE})::text) AS line FROM {table} AS held"
        summed = cluster.run(f"SELECT string_agg(line, '' ORDER BY line) FROM ({rows}) AS every", database)
        digest.update(f"{table} {summed}".encode())
    return digest.hexdigest()


@contextmanager
def _trial(cluster: Cluster) -> Iterator[None]:
    """A database as it was before the load."""
    cluster.run(f"CREATE DATABASE {_TRIAL} TEMPLATE {BEFORE} STRATEGY FILE_COPY")
    # Or the recovery would have to make the database again.
    cluster.run("CHECKPOINT")
    try:
        yield
    finally:
        cluster.run(f"DROP DATABASE {_TRIAL} WITH (FORCE)")


class Loader:
    """A process that begins loads at once."""

    def __init__(self, cluster: Cluster) -> None:
        environment = {**os.environ, "DATABASE_URL": cluster.url(_TRIAL), "PHANGUT_POOL_WAIT_S": "1"}
        command = [sys.executable, "-m", "tests.facilities.imports.interrupted_load"]
        pipe = subprocess.PIPE
        self._url = cluster.url(_TRIAL)
        self._process = subprocess.Popen(
            command, cwd=REPO, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )

    def begin(self, run_id: int) -> int:
        """The process that loads."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{self._url} {run_id}\n")
        self._process.stdin.flush()
        return self._number()

    def ended(self) -> int:
        """Waits for the load; its exit status."""
        return self._number()

    def complete(self, run_id: int) -> None:
        """An undisturbed load."""
        self.begin(run_id)
        if self.ended():
            raise RuntimeError("the undisturbed load failed")

    def close(self) -> None:
        """No more loads."""
        self._process.communicate()

    def _number(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


def make_database(cluster: Cluster, fill: Callable[[str], None]) -> None:
    """The database `before`: migrated, and filled by `fill(url)`."""
    cluster.run(f"CREATE DATABASE {BEFORE}")
    fill(cluster.url(BEFORE))
