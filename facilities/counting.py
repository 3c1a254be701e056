"""How many facilities a selection holds: exact as far as counting is quick, beyond that an estimate that says so."""

import json
from dataclasses import dataclass

from facilities.querysets import FacilityQuerySet

COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """`exact` is False for the planner's estimate, which is rounded to two digits and never below what was counted."""

    number: int
    exact: bool = True


def count(found: FacilityQuerySet, *, at_most: int = 0) -> Count:
    """Counts `at_most` rows (`COUNTED`); where there are more, asks the planner."""
    at_most = at_most or COUNTED
    counted = found.order_by()[: at_most + 1].count()
    if counted <= at_most:
        return Count(counted)
    return Count(max(_rounded(_estimate(found)), at_most), exact=False)


def _estimate(found: FacilityQuerySet) -> int:
    plan = json.loads(found.order_by().values("pk").explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"])


def _rounded(number: int) -> int:
    unit: int = 10 ** max(len(str(number)) - 2, 0)
    return round(number / unit) * unit
