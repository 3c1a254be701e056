"""Telling of cases whose limit comes near or is over: each once, whoever runs this and however often."""

from datetime import datetime

from django.db import transaction

from geo import versions
from incidents.due import warnings_due
from incidents.models import Report
from incidents.notices import tell
from incidents.steps import LAYER, locked


def warn(now: datetime) -> int:
    """Tell of everything that is due to be told of; how many cases."""
    return sum(_tell(report, event, now) for report, event in warnings_due(now))


@transaction.atomic
def _tell(report: Report, event: str, now: datetime) -> bool:
    """Whether it was told: not where the case moved on, or somebody else told, since it was looked at."""
    stored = locked(report)
    if (stored.warned_at, stored.state) != (report.warned_at, report.state):
        return False
    stored.warned_at = now
    stored.save(update_fields=["warned_at"])
    # Its sign on the map says that its time is over.
    versions.bump(LAYER)
    tell(stored, event, stored.chain_length, now=now)
    return True
