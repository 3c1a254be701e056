"""Loads of estates, zones and parks: a few dozen rows, read, compared and written without a staging table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from facilities.estates.operations import put_estates
from facilities.imports import applying, snapshots
from facilities.imports.problems import Problem
from facilities.imports.profile import Profile, Reading
from facilities.imports.staging import Staging
from facilities.models import Estate, ImportProblem, ImportRun
from facilities.new_estate import NewEstate
from geo import area_index
from geo.changes import Actor
from geo.errors import BadInput
from geo.models import Change
from geo.tables import Table, open_table

Report = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Read:
    """What a file of estates holds."""

    rows: int = 0
    truncated: bool = False
    news: list[NewEstate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)


def examine(run: ImportRun, profile: Profile, table: Table, report: Report) -> dict[str, Any]:
    """Counts as `ImportRun.counts` holds them; the problems are stored. Nothing else is."""
    report("reading", 0, table.count)
    found = read(profile, table)
    staging = Staging(run.pk)
    ImportProblem.objects.filter(run=run).delete()
    staging.note(found.problems, refused=False)
    staging.note(found.refused, refused=True)
    changes = _would_change(found.news)
    new = sum(change.action == "estate.entered" for change in changes)
    keys = [estate.source_key for estate in found.news]
    return {
        "read": found.rows,
        "staged": len(found.news),
        "new": new,
        "changed": len(changes) - new,
        "unchanged": len(found.news) - len(changes),
        "absent": Estate.objects.filter(source=profile.name).exclude(source_key__in=keys).count(),
        "refused": len(found.refused),
        "problems": len(found.problems),
        "truncated": found.truncated,
        "columns": list(table.columns),
        "notes": list(table.notes),
        "statuses": {},
    }


def apply(run: ImportRun, profile: Profile, now: datetime) -> None:
    """Write the estates of the run's file, in the caller's transaction. No facility is touched."""
    found = read(profile, open_table(snapshots.located(run.sha256, run.file_name)))
    actor = Actor(run.started_by_label, run.started_by_id)
    reason = run.reason or f"import of {run.file_name} with profile {run.profile}"
    put_estates(found.news, actor=actor, reason=reason)
    applying.finish(run, now, actor, reason)


def changes_of(run: ImportRun, profile: Profile) -> list[Change]:
    """What the run would change, as the history would tell it; unsaved."""
    return _would_change(read(profile, open_table(snapshots.located(run.sha256, run.file_name))).news)


def read(profile: Profile, table: Table) -> Read:
    """Every row; a key that comes again is refused. Raises `BadInput` where a required column lacks."""
    reader, found = profile.bind(table.columns, today=timezone.localdate()), Read()
    readings: list[Reading] = []
    for row in table.rows():
        found.rows += 1
        reading = reader.read(row)
        if row.problem:
            found.refused.append(Problem(row.number, "", "", "", "row_broken", row.problem[:300]))
        elif not reading.key:
            found.refused.append(Problem(row.number, "", "", "", "key_missing"))
        else:
            readings.append(reading)
    found.truncated = table.truncated
    built = []
    for reading, new in reader.build_all(readings, area_index.in_force()):
        if isinstance(new, BadInput):
            found.refused.append(reading.refusal(new))
        else:
            built.append((reading, new))
    _take(found, profile.across(built) if profile.across else built)
    return found


def _take(found: Read, built: Any) -> None:
    taken: set[str] = set()
    for reading, new in built:
        found.problems += reading.problems
        if not isinstance(new, NewEstate):
            continue
        if new.source_key in taken:
            found.refused.append(Problem(reading.row.number, new.source_key, "", new.source_key, "key_repeated"))
            continue
        taken.add(new.source_key)
        found.news.append(new)


def _would_change(news: list[NewEstate]) -> list[Change]:
    """By writing them and taking all of it back."""
    with transaction.atomic():
        last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        put_estates(news, actor=Actor("import_facilities"), reason="")
        found = list(Change.objects.filter(pk__gt=last, subject_type=Estate._meta.label_lower).order_by("pk"))
        transaction.set_rollback(True)
    return found
