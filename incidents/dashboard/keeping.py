"""Keeping the figures that are too many to count while somebody waits: every five minutes, by the worker.

Where counting is quick, as on a small installation, the page does it itself, so that it shows what is.
"""

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from geo.models import AreaEdition, Level
from incidents import layer
from incidents.dashboard.weeks import PERIODS, monday
from incidents.models import Category, KeptFigures, Pace, ProvinceCount, Report, StateChange, Urgency, WeekCount
from incidents.querysets.reports import UNPUBLISHED
from incidents.states import OVER

QUICK_S = 0.3
"""What took no longer is counted anew whenever somebody looks."""

_FEW_REPORTS = 5_000
"""So many are quick also the first time."""

_SHARE = 30
"""At most one thirtieth of the time is spent on it."""

_BEHIND = 20_000
"""Steps are numbered before they are stored: so many numbers back are looked at again."""


def figures(now: datetime) -> KeptFigures | None:
    """Of when the figures are; None while there are none yet. Brings them up to date where that is quick."""
    kept = _kept()
    if kept is None:
        # A slice: on a large installation nobody waits for all rows to be counted.
        few = Report.objects.order_by()[: _FEW_REPORTS + 1].count() <= _FEW_REPORTS
        return refresh(now) if few else None
    if kept.seconds > QUICK_S:
        return kept
    return refresh(now)


def refresh(now: datetime, *, anew: bool = False) -> KeptFigures | None:
    """Count again what has changed since the last time; `anew` everything. None while another process does."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('dashboard figures'))")
        if cursor.fetchone() == (False,):
            return _kept()
        kept, version = _kept(), layer.version()
        if kept is not None and not anew and _stands(kept, version, now):
            return kept
        return _counted(kept, version, now, anew=anew)


def due(now: datetime) -> bool:
    """Whether enough time has passed since the last time, for what it costs."""
    kept = _kept()
    return kept is None or (now - kept.as_of).total_seconds() >= _SHARE * kept.seconds


def _kept() -> KeptFigures | None:
    return KeptFigures.objects.order_by("pk").first()


def _stands(kept: KeptFigures, version: str, now: datetime) -> bool:
    """Nothing has changed, and it is still the same day: the weeks looked at move on."""
    return kept.version == version and timezone.localdate(kept.as_of) == timezone.localdate(now)


def _counted(kept: KeptFigures | None, version: str, now: datetime, *, anew: bool) -> KeptFigures:
    started = perf_counter()
    after = kept.last_step - _BEHIND if kept and not anew else 0
    last = StateChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _count(after, now)
    KeptFigures.objects.all().delete()
    return KeptFigures.objects.create(as_of=now, seconds=perf_counter() - started, version=version, last_step=last)


def _count(after: int, now: datetime) -> None:
    restricted = list(Category.objects.filter(urgency=Urgency.RESTRICTED).values_list("code", flat=True))
    since = monday(now, max(PERIODS))
    _run("touched", after=after, over=[str(state) for state in OVER], since=since - timedelta(weeks=1))
    for model in (WeekCount, Pace, ProvinceCount):
        model.objects.all().delete()
    _run("weeks", since=since)
    for weeks in PERIODS:
        _run("pace", weeks=weeks, since=monday(now, weeks), restricted=restricted)
    edition = AreaEdition.objects.in_force(timezone.localdate(now)).filter(level=Level.PROVINCE).first()
    if edition is not None:
        unpublished = [str(state) for state in UNPUBLISHED]
        _run("provinces", edition=edition.pk, unpublished=unpublished, restricted=restricted)


def _run(name: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_sql(name), values)


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
