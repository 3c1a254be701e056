"""What a kind of data says of itself, so that it can be erased."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from incidents.models import Report
from incidents.states import OVER, State

_SETTLED = tuple(state.value for state in OVER - {State.RESOLVED})
"""A resolved case waits for the reporter's answer."""

Erased = dict[int | None, int]
"""How many things of each report went; None where no report belongs to them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`due(before)`: keys of what was over before that moment and still holds something.

    `erase(keys, before, now)` looks again under a lock, since a case may have been reopened meanwhile, and erases what
    is still due.
    """

    due: "Callable[[datetime], QuerySet[Any, Any]]"
    erase: Callable[[Sequence[Any], datetime, datetime], Erased]


def settled(before: datetime) -> "QuerySet[Report]":
    """Cases over since before then. A duplicate is over with the case it repeats."""
    alone = Q(duplicate_of=None) | Q(duplicate_of__state__in=_SETTLED, duplicate_of__changed_at__lt=before)
    found: QuerySet[Report] = Report.objects.filter(alone, state__in=_SETTLED, changed_at__lt=before)
    return found.order_by()


def still_settled(keys: Sequence[int], before: datetime) -> list[int]:
    """Those of the reports that still are, locked until the transaction ends."""
    locked = settled(before).filter(pk__in=keys).select_for_update(of=("self",))
    return list(locked.values_list("pk", flat=True))
