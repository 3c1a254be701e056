"""Rows that are as they were: they are not examined again, so what was found in them stands in an earlier load."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from facilities.import_pages.words import number
from facilities.models import ImportRun, RunState


@dataclass(frozen=True, slots=True)
class Unchanged:
    """How many rows, in words, and the last load before that found something in rows of its file; None without one."""

    words: str
    found_in: ImportRun | None


def unchanged(run: ImportRun) -> Unchanged | None:
    """None where every row was examined."""
    rows = run.counts.get("unchanged") or 0
    if not rows:
        return None
    said = ngettext(
        "%(rows)s row is as it was at the last load and was not examined again.",
        "%(rows)s rows are as they were at the last load and were not examined again.",
        rows,
    )
    return Unchanged(said % {"rows": number(rows)}, _found_in(run))


def _found_in(run: ImportRun) -> ImportRun | None:
    same = {"mapping": run.mapping} if run.mapping else {}
    earlier = ImportRun.objects.filter(profile=run.profile, state=RunState.APPLIED, pk__lt=run.pk, **same)
    return earlier.filter(problems__isnull=False).order_by("-pk").first()
