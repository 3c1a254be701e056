"""How long a load lay waiting for a person: no part of how long it took."""

from datetime import datetime, timedelta
from typing import Any

from facilities.models import ImportRun

_WAITED_S = "waited_s"


def waited(run: ImportRun) -> timedelta:
    """Altogether, until its work went on or a person ended it."""
    return timedelta(seconds=run.counts.get(_WAITED_S, 0))


def wait_of(run: ImportRun, now: datetime) -> dict[str, Any]:
    """What to put among the run's counts when its rest, which began at `finished_at`, ends. Empty without a rest."""
    rested = max(now - run.finished_at, timedelta()) if run.finished_at else timedelta()
    seconds = int((waited(run) + rested).total_seconds())
    return {_WAITED_S: seconds} if seconds else {}
