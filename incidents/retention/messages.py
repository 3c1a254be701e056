"""Messages of other systems: their words and places go, what they said of states stays, so that none is read twice."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from incidents.models import FileImport, InboundEvent, OutsideTicket
from incidents.retention.kind import Erased, Kind, settled

_WORDS = ("ticket", "details")


def _found(before: datetime) -> "QuerySet[Any]":
    """With `of`, the report of the ticket."""
    tickets = OutsideTicket.objects.filter(system=OuterRef("system"), key=OuterRef("key"), report__isnull=False)
    over = tickets.filter(report__in=settled(before))
    events = InboundEvent.objects.filter(received_at__lt=before, body__has_any_keys=_WORDS)
    found = events.filter(Exists(over) | ~Exists(tickets)).order_by()
    return found.annotate(of=Subquery(tickets.values("report")[:1]))


def _due(before: datetime) -> "QuerySet[Any, int]":
    return _found(before).values_list("pk", flat=True)


def _erase(keys: Sequence[int], before: datetime, now: datetime) -> Erased:
    events = list(_found(before).filter(pk__in=keys).select_for_update(of=("self",)))
    for event in events:
        event.body = {name: value for name, value in event.body.items() if name not in _WORDS}
    InboundEvent.objects.bulk_update(events, ["body"])
    return dict(Counter(event.of for event in events))


def forget_refused_rows(before: datetime) -> int:
    """What the rows of files said that were not taken: row, field and rule stay. How many files."""
    asked = Q(finished_at__lt=before) & ~Q(problems=[])
    files = [file for file in FileImport.objects.filter(asked) if any("value" in row for row in file.problems)]
    for file in files:
        file.problems = [{name: row[name] for name in row if name != "value"} for row in file.problems]
        file.save(update_fields=["problems"])
    return len(files)


MESSAGES = Kind(_due, _erase)
