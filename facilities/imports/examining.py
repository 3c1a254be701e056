"""Reading a run's file into its staging table, and comparing that with what the source said last."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils import timezone

from facilities.hazard import hazardous_types, known_types
from facilities.imports import comparing, estates, known_rows, snapshots
from facilities.imports.chunks import Chunk
from facilities.imports.fingerprints import Fingerprint
from facilities.imports.known_rows import KnownRecords
from facilities.imports.parsing import Parser, profile_of
from facilities.imports.profile import Profile
from facilities.imports.reading_rows import Recipe, RowsReader
from facilities.imports.same_file import is_last_file, same_file
from facilities.imports.spans import Workers
from facilities.imports.staging import BadBlock, Staging
from facilities.models import ImportRun
from facilities.reference import load_factory_types
from geo import area_index
from geo.tables import Table, open_table, some_rows

Report = Callable[[str, int, int | None], None]


def is_staged(run: ImportRun) -> bool:
    """Whether all that the run found is still laid out; an unlogged table is empty after a crash of the database."""
    if profile_of(run.profile, run.mapping).target == "estate":
        return True
    return Staging(run.pk).exists() and Staging(run.pk).count() == run.counts.get("staged")


def examine(run: ImportRun, report: Report, now: datetime) -> dict[str, Any]:
    """Read, stage, compare; the counts. Everything begins anew. Raises `BadInput` for a file that cannot be read.

    Must run in a transaction, so that a stop leaves nothing behind; the caller saves `run`, which gets the format, only
    at its end: the progress is written to the same row by another connection.
    """
    profile = profile_of(run.profile, run.mapping)
    path = snapshots.located(run.sha256, run.file_name)
    with Workers(path, wanted=not is_last_file(run)) as workers:
        table = open_table(path)
        # Saved by the caller at its end: the row must stay free for the connection that shows the progress.
        run.format, run.encoding, run.crs = table.format, table.encoding, table.crs[:200]
        if profile.target == "estate":
            return estates.examine(run, profile, table, report)
        return _Examining(run, profile, table, report, now).counts(workers)


class _Examining:
    """One file of facilities on its way into its staging table."""

    def __init__(self, run: ImportRun, profile: Profile, table: Table, report: Report, now: datetime) -> None:
        self._run, self._profile, self._table, self._report = run, profile, table, report
        self._today = timezone.localdate(now)
        self._fingerprint = fingerprint(profile, table.columns)

    def counts(self, workers: Workers) -> dict[str, Any]:
        """Reads optimistically; carefully, and in this process, where the database refused a block."""
        try:
            with transaction.atomic():
                return self._counts(Staging(self._run.pk), workers)
        except BadBlock:
            return self._counts(Staging(self._run.pk, careful=True), None)

    def _counts(self, staging: Staging, workers: Workers | None) -> dict[str, Any]:
        staging.create()
        known = known_rows.load(self._profile.name)
        total = self._read(staging, known, workers)
        self._report("comparing", total.rows, total.rows)
        compared = comparing.compare(staging, known, groups_sites=self._profile.groups_sites)
        repeated, noted = compared.pop("repeated"), compared.pop("shared") + compared.pop("scattered")
        return {
            "read": total.rows,
            "staged": staging.count(),
            "refused": total.refused + repeated,
            "problems": total.problem_count + noted,
            "truncated": total.truncated,
            "reading": self._fingerprint.name,
            "columns": list(self._table.columns),
            "notes": list(self._table.notes),
            **compared,
        }

    def _read(self, staging: Staging, known: KnownRecords, workers: Workers | None) -> Chunk:
        total = Chunk()
        for chunk in self._same(known) or self._chunks(known, workers):
            staging.take(chunk)
            known.see(chunk)
            total.rows += chunk.rows
            total.refused += chunk.refused
            total.problem_count += chunk.problem_count - chunk.refused
            total.truncated |= chunk.truncated
            self._report("reading", total.rows, self._table.count)
        return total

    def _same(self, known: KnownRecords) -> Iterator[Chunk] | None:
        """The chunks of a file that was let in last; None for any other."""
        same = same_file(self._run, self._fingerprint.name)
        all_known = same.known(known) if same else None
        if same is None or all_known is None:
            return None
        reader = RowsReader(self._fingerprint, known.known, cache(lambda: Parser(self._recipe())))
        return chain([all_known], reader.chunks(some_rows(self._table, same.refused)))

    def _chunks(self, known: KnownRecords, workers: Workers | None) -> Iterator[Chunk]:
        if workers and (spans := workers.spans(self._table)):
            yield from workers.chunks(spans, self._fingerprint, known.known, self._recipe)
            return
        parser = Parser(self._recipe())
        yield from RowsReader(self._fingerprint, known.known, lambda: parser).chunks(self._table.rows())
        yield Chunk(truncated=self._table.truncated)

    def _recipe(self) -> Recipe:
        if not known_types():
            load_factory_types()
        return Recipe(
            self._run.profile,
            self._run.mapping,
            self._table.columns,
            self._today,
            self._run.pk,
            hazardous_types(),
            known_types(),
            area_index.in_force(self._today),
        )


def fingerprint(profile: Profile, columns: tuple[str, ...]) -> Fingerprint:
    """Over all columns but those that change by themselves and those that are never stored."""
    volatile = profile.bind(columns).volatile
    kept = [
        (name, place) for place, name in enumerate(columns) if name not in volatile and not profile.is_private(name)
    ]
    return Fingerprint(tuple(kept), f"{profile.name} {profile.version}")
