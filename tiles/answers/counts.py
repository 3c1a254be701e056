"""How many features there are, and how many of each kind: exact, counted in the table."""

from collections import Counter
from typing import Any

from django.db.models import Count

from geo.layers import Layer, Viewer
from tiles.question import Question, narrowed


def counts(layer: Layer, viewer: Viewer, question: Question) -> dict[str, Any]:
    """`{"count", "by": {field: {value: n}}}` by the fields that this viewer's aggregates are counted by."""
    found = narrowed(layer, viewer, None, question).order_by()
    if not layer.count_by:
        return {"count": found.count(), "by": {}}
    rows = found.values_list(*layer.count_by).annotate(Count("pk"))
    by: dict[str, Counter[str]] = {name: Counter() for name in layer.count_by}
    total = 0
    for *values, count in rows:
        total += count
        for name, value in zip(layer.count_by, values, strict=True):
            by[name][value] += count
    return {"count": total, "by": by}
