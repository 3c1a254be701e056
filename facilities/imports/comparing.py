"""A staged load against what its source said last: what is new, changed, absent and repeated."""

from typing import Any

from facilities.imports import staging_sql
from facilities.imports.known_rows import KnownRecords
from facilities.imports.problems import Problem
from facilities.imports.staging import Staging


def compare(staging: Staging, known: KnownRecords, *, groups_sites: bool) -> dict[str, Any]:
    """Counts as `ImportRun.counts` holds them, beside those of reading. Repeated rows are taken out and noted.

    Addresses that are too much or too wide for one site are noted where the profile groups licences by them.
    """
    staging_sql.plan_for_sets()
    staging.miss(known.unseen())
    repeated = known.repeated()
    again = [
        Problem(row, key, "", key, "key_repeated")
        for row, key in staging_sql.rows("repeated", staging=staging, source=known.source)
    ]
    if again:
        staging.leave_out([problem.row for problem in again])
    staging.note([*repeated, *again], refused=True)
    shared = staging_sql.run("shared", staging=staging, run=staging.run_id)
    scattered = staging_sql.run("scattered", staging=staging, run=staging.run_id) if groups_sites else 0
    ((new, changed, absent),) = staging_sql.rows("counts", staging=staging, source=known.source)
    statuses = dict(staging_sql.rows("statuses", staging=staging, source=known.source))
    return {
        "new": new,
        "changed": changed,
        "unchanged": known.seen,
        "absent": absent,
        "repeated": len(repeated) + len(again),
        "shared": shared,
        "scattered": scattered,
        "statuses": {name or "unknown": count for name, count in sorted(statuses.items())},
    }
