"""By when a case must be accepted and resolved, and when to warn. The limits are data: see `Deadline`, `SpecialDay`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from geo.kept import Kept
from incidents.calendar import WorkCalendar
from incidents.models import Category, Deadline, SpecialDay, Stage

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one case; None where nothing is laid down. `warn_at` is when to warn that it is not accepted yet."""

    accept_by: datetime | None
    finish_by: datetime | None
    warn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Measure:
    """How long one stage may take: working days, or hours round the clock."""

    working_days: int | None
    hours: int | None
    warn_before_hours: int

    def due(self, since: datetime, calendar: WorkCalendar) -> datetime:
        """When it is over."""
        if self.hours is not None:
            return since + timedelta(hours=self.hours)
        return calendar.due(since, self.working_days or 0)

    def warn_at(self, due: datetime, calendar: WorkCalendar) -> datetime:
        """Round the clock for limits in hours; else in office time, so that somebody is there to read it."""
        if self.hours is not None:
            return due - timedelta(hours=self.warn_before_hours)
        return calendar.before(due, self.warn_before_hours)


Key = tuple[str, str, str]
"""Category or urgency, one of them empty, and the stage."""


@dataclass(frozen=True)
class Rules:
    """Everything that is laid down, and the calendar it is counted in. Pure."""

    measures: Mapping[Key, Measure]
    calendar: WorkCalendar

    def measure(self, category: Category, stage: Stage) -> Measure | None:
        """That of the subject itself, else that of its urgency."""
        own = self.measures.get((category.code, "", stage.value))
        return own or self.measures.get(("", category.urgency, stage.value))

    def limits(self, category: Category, received_at: datetime) -> Limits:
        """See `limits`."""
        accept, finish = (self._due(category, stage, received_at) for stage in (Stage.ACCEPT, Stage.FINISH))
        measure = self.measure(category, Stage.ACCEPT)
        return Limits(accept, finish, measure.warn_at(accept, self.calendar) if measure and accept else None)

    def warn_at(self, category: Category, stage: Stage, due: datetime) -> datetime:
        """When to warn of a limit."""
        measure = self.measure(category, stage)
        return measure.warn_at(due, self.calendar) if measure else due

    def _due(self, category: Category, stage: Stage, since: datetime) -> datetime | None:
        measure = self.measure(category, stage)
        return measure.due(since, self.calendar) if measure else None


def limits(category: Category, received_at: datetime) -> Limits:
    """By when a case of this subject that came in then must be accepted and resolved. Reads the database at most
    once a minute."""
    return rules().limits(category, received_at)


def rules() -> Rules:
    """What is laid down now, or was a minute ago."""
    return _kept.now()


@transaction.atomic
def load_deadlines() -> int:
    """Store the limits that are missing; how many ship with the product. Edited rows stay as they are."""
    rows = _shipped("deadlines.csv")
    for row in rows:
        key = {"category_id": row["category"] or None, "urgency": row["urgency"], "stage": row["stage"]}
        Deadline.objects.get_or_create(**key, defaults=_columns(row))
    return len(rows)


def _read() -> Rules:
    special = dict(SpecialDay.objects.values_list("day", "works"))
    measures = {(row.category_id or "", row.urgency, row.stage): _measure(row) for row in Deadline.objects.all()}
    return Rules(measures, WorkCalendar(special))


def _measure(row: Deadline) -> Measure:
    return Measure(row.working_days, row.hours, row.warn_before_hours)


def _shipped(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _columns(row: dict[str, str]) -> dict[str, Any]:
    return {
        "working_days": int(row["working_days"]) if row["working_days"] else None,
        "hours": int(row["hours"]) if row["hours"] else None,
        "warn_before_hours": int(row["warn_before_hours"]),
        "basis": row["basis"],
        "verified": row["verified"] == "yes",
    }


_kept = Kept(_read, Deadline, SpecialDay)
