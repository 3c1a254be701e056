"""Writing a compared load into the register, all of it in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from facilities import operations, quality, search_index
from facilities.imports import bare_tables, estates, staging_sql
from facilities.imports.parsing import profile_of
from facilities.imports.staging import Staging
from facilities.models import Facility, ImportRun, Licence, RunState
from facilities.opinions import OpinionReader
from facilities.settling import settle_all
from geo import versions
from geo.changes import Actor, record_many

LAYER = "facilities"
_SETTLED_AT_ONCE = 1_000
"""Records read together. A stop is heard before each such part, and takes back all that the load wrote."""

_EACH_NEW_SITE_RECORDED = 5_000
"""A load with more new sites than this is recorded once, as a whole: each site's records name the run it came with."""

_FILLED_BARE = 20_000
"""A load of fewer rows is written sooner than indexes are made again."""

LOOKING = "looking"
"""The step after the writing: the list of doubtful sites is brought up to date."""

_MOST_LOOKED_AT = 20_000

Report = Callable[[str, int, int | None], None]


@transaction.atomic
def apply(run: ImportRun, report: Report, now: datetime) -> None:
    """Write the staged rows, the matters of the sites that changed, and the run's end.

    Nobody else may write sites meanwhile; reading and reporting go on. On any error nothing is written. Where too many
    sites changed to look at each before the end, the run's step is `LOOKING`, and all are to be looked at afterwards.
    """
    profile = profile_of(run.profile, run.mapping)
    if profile.target == "estate":
        estates.apply(run, profile, now)
    else:
        _Applying(run, profile, now, report).all()


class _Applying:
    """One load on its way into the register."""

    def __init__(self, run: ImportRun, profile: Any, now: datetime, report: Report) -> None:
        self._run, self._profile, self._now, self._report = run, profile, now, report
        self._staging, self._reader = Staging(run.pk), OpinionReader()
        self._actor = Actor(run.started_by_label, run.started_by_id)
        self._reason = run.reason or f"import of {run.file_name} with profile {run.profile}"
        self._values = {"source": profile.name, "now": now, "day": timezone.localdate(now), "run": run.pk}

    def all(self) -> None:
        """Sites, licences and records, then those sites that need a closer look."""
        self._hold_others_off()
        staging_sql.plan_for_sets()
        self._report("applying", 0, self._run.counts["staged"])
        self._link()
        new = self._fill() if self._is_first() else self._add()
        self._record_new(new)
        touched = staging_sql.rows("touched", staging=self._staging)
        self._settle([(key, records) for key, is_new, records in touched if is_new], recorded=False)
        self._settle([(key, records) for key, is_new, records in touched if not is_new], recorded=True)
        self._mark()
        step = self._look()
        staging_sql.run("forget_link", staging=self._staging)
        self._staging.drop()
        finish(self._run, self._now, self._actor, self._reason, step=step)

    def _hold_others_off(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Facility._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")

    def _link(self) -> None:
        base = reserve_block(Facility, self._run.counts["staged"])
        staging_sql.run("link", staging=self._staging, base=base, groups=self._profile.groups_sites, **self._values)

    def _add(self, *, records: Sequence[str] = ("add_records", "overwrite_records")) -> int:
        base = reserve_block(Licence, self._run.counts["staged"])
        new = staging_sql.run("add_facilities", staging=self._staging, **self._values)
        for names in (["add_licences"], records, ["add_statuses"], ["add_activities"], ["add_details"]):
            staging_sql.run(*names, staging=self._staging, base=base, **self._values)
        return new

    def _is_first(self) -> bool:
        return self._run.counts["staged"] >= _FILLED_BARE and bare_tables.is_empty()

    def _fill(self) -> int:
        """A large load into a register that holds nothing yet."""
        with bare_tables.bare():
            new = self._add(records=["add_records"])
        bare_tables.analyze()
        return new

    def _record_new(self, new: int) -> None:
        if not 0 < new <= _EACH_NEW_SITE_RECORDED:
            return
        rows = staging_sql.rows("new_sites", staging=self._staging)
        changes = ((key, None, self._summary(held)) for key, *held in rows)
        record_many(self._actor, "facility.registered", Facility, changes, reason=self._reason)

    def _summary(self, held: list[Any]) -> dict[str, Any]:
        names = ("source_key", "kind", "status", "lon", "lat")
        return {"source": self._profile.name, **dict(zip(names, held, strict=True)), "run": self._run.pk}

    def _settle(self, touched: list[tuple[int, int]], *, recorded: bool) -> None:
        """Part by part, each after a report, which is where a stop is heard."""
        done = 0
        for part in _parts(touched):
            self._report("applying", done, len(touched))
            settle_all(part, actor=self._actor, reason=self._reason, reader=self._reader, recorded=recorded)
            done += len(part)

    def _look(self) -> str:
        """Look at the sites that changed; what is left to do afterwards."""
        sites = staging_sql.rows("sites", staging=self._staging, most=_MOST_LOOKED_AT + 1)
        if len(sites) > _MOST_LOOKED_AT:
            return LOOKING
        quality.refresh([key for (key,) in sites])
        return ""

    def _mark(self) -> None:
        last = last_applied(self._run)
        last_day = timezone.localdate(last.applied_at) if last and last.applied_at else None
        staging_sql.run("mark_absent", staging=self._staging, last_day=last_day, **self._values)
        staging_sql.run("mark_returned", staging=self._staging, **self._values)


def _parts(touched: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The sites, parted so that each part has about as many records to read."""
    part, held = list[int](), 0
    for key, records in touched:
        part.append(key)
        held += records
        if held >= _SETTLED_AT_ONCE:
            yield part
            part, held = [], 0
    if part:
        yield part


def finish(run: ImportRun, now: datetime, actor: Actor, reason: str, *, step: str = "") -> None:
    """The run's end and its line in the history of the register, in the transaction of what it wrote."""
    run.state, run.applied_at, run.finished_at = RunState.APPLIED, now, now
    run.step, run.stop_asked, run.error = step, False, ""
    run.save(update_fields=["state", "applied_at", "finished_at", "step", "stop_asked", "error"])
    if run.counts["new"] or run.counts["changed"]:
        names = ("read", "new", "changed", "refused", "absent")
        summary = {"run": run.pk, "file": run.file_name, "sha256": run.sha256}
        counts = {name: run.counts.get(name, 0) for name in names}
        operations.record_import(run.profile, {**summary, **counts}, actor=actor, reason=reason)
        search_index.sort_in()
        versions.bump(LAYER)


def last_applied(run: ImportRun) -> ImportRun | None:
    """The load that was let in last, of the same profile; of a generic one, of the same source."""
    mapping = run.mapping or {}
    applied = ImportRun.objects.filter(profile=run.profile, state=RunState.APPLIED).exclude(pk=run.pk)
    if source := mapping.get("source"):
        applied = applied.filter(mapping__source=source)
    return applied.order_by("-applied_at", "-pk").first()


def reserve_block(model: Any, count: int) -> int:
    """`base` such that `base + 1` to `base + count` are keys nobody else gets.

    ALTER SEQUENCE, which changes nothing here, keeps others from taking a key in between.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{model._meta.db_table}"'])
        (sequence,) = cursor.fetchone()
        cursor.execute(f"ALTER SEQUENCE {sequence} INCREMENT BY 1")
        cursor.execute("SELECT nextval(%s)", [sequence])
        (base,) = cursor.fetchone()
        cursor.execute("SELECT setval(%s, %s)", [sequence, base + count])
        return int(base)
