"""A staged load against what its source said last: what is new, changed, absent and repeated."""

from typing import Any

import orjson
from django.utils import timezone

from facilities.imports import estates, staging_sql
from facilities.imports.differences import Difference, Kind
from facilities.imports.known_rows import KnownRecords
from facilities.imports.parsing import profile_of
from facilities.imports.problems import Problem
from facilities.imports.profile import Profile
from facilities.imports.staging import Staging
from facilities.models import ImportRun, RunState


def compare(staging: Staging, known: KnownRecords) -> dict[str, Any]:
    """Counts as `ImportRun.counts` holds them, beside those of reading. Repeated rows are taken out and noted."""
    staging.miss(known.unseen())
    repeated = known.repeated()
    again = [
        Problem(row, key, "", key, "key_repeated")
        for row, key in staging_sql.rows("repeated", staging, source=known.source)
    ]
    if again:
        staging.leave_out([problem.row for problem in again])
    staging.note([*repeated, *again], refused=True)
    shared = staging_sql.run("shared", staging, run=staging.run_id)
    ((new, changed, absent),) = staging_sql.rows("counts", staging, source=known.source)
    statuses = dict(staging_sql.rows("statuses", staging, source=known.source))
    return {
        "new": new,
        "changed": changed,
        "unchanged": known.seen,
        "absent": absent,
        "repeated": len(repeated) + len(again),
        "shared": shared,
        "statuses": {name or "unknown": count for name, count in sorted(statuses.items())},
    }


def differences(run: ImportRun, limit: int, after: str, kind: Kind | None) -> list[Difference]:
    """See `facilities.imports.differences`."""
    profile, staging = profile_of(run.profile, run.mapping), Staging(run.pk)
    if profile.target == "estate":
        return _of_estates(run, profile, limit, after, kind)
    source = profile.name
    values: dict[str, Any] = {"source": source, "limit": limit, "after": after, "kind": kind or ""}
    if run.state == RunState.APPLIED and run.applied_at:
        day = timezone.localdate(run.applied_at)
        found = staging_sql.rows("applied_differences", staging, run=run.pk, day=day, **values)
    elif staging.exists():
        found = staging_sql.rows("differences", staging, **values)
    else:
        found = []
    return [
        Difference(key, facility_id, name, what, _fields(before, now))
        for key, what, facility_id, name, before, now in found
    ]


def _of_estates(run: ImportRun, profile: Profile, limit: int, after: str, kind: Kind | None) -> list[Difference]:
    if run.state not in (RunState.COMPARED, RunState.HELD):
        return []
    found = []
    for change in estates.changes_of(run, profile):
        before, now = change.before or {}, change.after or {}
        fields = {name: (before.get(name), now[name]) for name in now if before and before.get(name) != now[name]}
        what: Kind = "changed" if before else "new"
        found.append(Difference(now["name_th"] or now["name_en"], None, now["name_th"], what, fields))
    chosen = [
        item for item in sorted(found, key=lambda item: item.key) if item.key > after and kind in (None, item.kind)
    ]
    return chosen[:limit]


def _fields(before: str | None, now: str | None) -> dict[str, tuple[Any, Any]]:
    """The columns of the file whose cells differ. Both rows are JSON text."""
    if before is None or now is None:
        return {}
    old, new = orjson.loads(before), orjson.loads(now)
    names = dict.fromkeys((*old, *new))
    return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}
