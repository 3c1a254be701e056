"""A load that is interrupted anywhere leaves the register as before or as after it, and completes when run again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.facilities.imports.interruptions import Trials, interrupt, make_database, prepare
from tests.facilities.imports.throwaway import REPO, cluster

pytestmark = pytest.mark.interruptions

_RUN = 2
"""The first run fills the register, the second one is interrupted."""


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    """A register of 300 licences, and a load with new, changed, absent and grouped ones waiting."""
    folder = tmp_path_factory.mktemp("interruptions")
    with pytest.MonkeyPatch.context() as patched, cluster() as made:
        patched.setenv("PHANGUT_STATE", str(folder))
        make_database(made, lambda url: _fill(url, folder))
        ready = prepare(made, _RUN)
        yield ready
        ready.loader.close()


@pytest.mark.parametrize("seed", range(10))
def test_a_killed_load_leaves_all_or_nothing_and_completes(trials: Trials, seed: int) -> None:
    _judge(trials, seed, stop_database=False)


@pytest.mark.parametrize("seed", range(100, 105))
def test_a_crash_of_the_database_leaves_all_or_nothing(trials: Trials, seed: int) -> None:
    _judge(trials, seed, stop_database=True)


def test_the_checksum_tells_before_from_after(trials: Trials) -> None:
    assert trials.before != trials.after


def _judge(trials: Trials, seed: int, *, stop_database: bool) -> None:
    outcome = interrupt(trials, seed, stop_database=stop_database)
    assert outcome.found in (trials.before, trials.after)
    assert (outcome.in_the_end, outcome.state) == (trials.after, "applied")


def _fill(url: str, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.facilities.imports.interrupted_register", str(folder)]
    subprocess.run(command, cwd=REPO, env={**os.environ, "DATABASE_URL": url}, check=True)
