"""When a load is held for a person: it looks as if the source, and not the country, had changed. Pure.

The open feed has swung between 274,400 and 241,500 rows on one day, and a truncated download looks like a success
(domain notes 1.1 and 1.4), so a load is judged against the last one that was let in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_ROWS_LOST = 0.05
MOST_SHARE_MOVED = 0.05
MOST_REFUSED = 0.05

Reason = dict[str, Any]
"""`rule`, `detail` in English words, and the numbers behind it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one load looks like as a whole. `statuses` counts the accepted rows of each status, also the unknown."""

    read: int
    refused: int = 0
    truncated: bool = False
    columns: tuple[str, ...] = ()
    statuses: Mapping[str, int] | None = None

    @classmethod
    def of_counts(cls, counts: Mapping[str, Any]) -> "Figures":
        """From `ImportRun.counts`."""
        return cls(
            read=counts.get("read", 0),
            refused=counts.get("refused", 0),
            truncated=counts.get("truncated", False),
            columns=tuple(counts.get("columns", ())),
            statuses=counts.get("statuses"),
        )


def reasons(now: Figures, last: Figures | None) -> list[Reason]:
    """Why this load must wait for a person; empty when it may go in. `last` is the last applied one of the profile.

    - `truncated`: the file ends in the middle of a row
    - `rows_fell`: more than 5% fewer rows than last time (`before`, `now`)
    - `status_shares`: a status' share of the rows moved by more than 5 points (`status`, shares `before`, `now`)
    - `refused`: more than 5% of the rows were refused (`refused`, `read`)
    - `columns_lost`: columns that the last file had are gone (`columns`)
    """
    found = [*_truncated(now), *_refused(now)]
    if last is not None:
        found += [*_rows_fell(now, last), *_shares(now, last), *_columns_lost(now, last)]
    return found


def _truncated(now: Figures) -> list[Reason]:
    if not now.truncated:
        return []
    return [{"rule": "truncated", "detail": f"the file ends in the middle of row {now.read:,}", "read": now.read}]


def _refused(now: Figures) -> list[Reason]:
    if now.refused <= now.read * MOST_REFUSED:
        return []
    detail = f"{now.refused:,} of {now.read:,} rows were refused; at most 5% may be"
    return [{"rule": "refused", "detail": detail, "refused": now.refused, "read": now.read}]


def _rows_fell(now: Figures, last: Figures) -> list[Reason]:
    if now.read >= last.read * (1 - MOST_ROWS_LOST):
        return []
    fall = 1 - now.read / last.read
    detail = f"{now.read:,} rows, {fall:.1%} fewer than the {last.read:,} of the last load; at most 5% may go"
    return [{"rule": "rows_fell", "detail": detail, "before": last.read, "now": now.read}]


def _shares(now: Figures, last: Figures) -> list[Reason]:
    before, after = _share(last.statuses), _share(now.statuses)
    if not before or not after:
        return []
    moved = [
        (name, before.get(name, 0.0), after.get(name, 0.0))
        for name in sorted({*before, *after})
        if abs(after.get(name, 0.0) - before.get(name, 0.0)) > MOST_SHARE_MOVED
    ]
    return [
        {
            "rule": "status_shares",
            "detail": f"the share of {name} went from {was:.1%} to {is_now:.1%}; it may move by 5 points",
            "status": name,
            "before": round(was, 4),
            "now": round(is_now, 4),
        }
        for name, was, is_now in moved
    ]


def _share(statuses: Mapping[str, int] | None) -> dict[str, float]:
    total = sum((statuses or {}).values())
    return {name: count / total for name, count in (statuses or {}).items()} if total else {}


def _columns_lost(now: Figures, last: Figures) -> list[Reason]:
    lost = sorted(set(last.columns) - set(now.columns))
    if not lost or not now.columns:
        return []
    return [{"rule": "columns_lost", "detail": f"the file lacks {', '.join(lost)}", "columns": lost}]
