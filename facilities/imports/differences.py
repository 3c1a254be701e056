"""What a compared load would change, site by site, for a person who decides on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from django.utils import timezone

from facilities.imports import estates, staging_sql
from facilities.imports.parsing import profile_of
from facilities.imports.profile import Profile
from facilities.imports.staging import Staging
from facilities.models import ImportRun, RunState

Kind = Literal["new", "changed", "absent"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of the source. `fields` maps a field to what the source said before and what it says now."""

    key: str
    facility_id: int | None
    name: str
    kind: Kind
    fields: Mapping[str, tuple[Any, Any]]


def differences(run: ImportRun, limit: int = 100, after: str = "", kind: Kind | None = None) -> list[Difference]:
    """The differences in order of key, those after the key `after`; empty while the load is not compared yet.

    `kind` gives those of one kind only. Of an applied load the fields are not told any more: the sites' history is.
    """
    profile, staging = profile_of(run.profile, run.mapping), Staging(run.pk)
    if profile.target == "estate":
        return _of_estates(run, profile, limit, after, kind)
    source = profile.name
    values: dict[str, Any] = {"source": source, "limit": limit, "after": after, "kind": kind or ""}
    if run.state == RunState.APPLIED and run.applied_at:
        day = timezone.localdate(run.applied_at)
        found = staging_sql.rows("applied_differences", staging=staging, run=run.pk, day=day, **values)
    elif staging.exists():
        found = staging_sql.rows("differences", staging=staging, **values)
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
