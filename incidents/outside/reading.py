"""Taking in tickets that were read, by polling or from a file: each once, and again when it changed."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from incidents.models import InboundEvent, OutsideSystem, OutsideTicket
from incidents.outside.applying import apply, keep
from incidents.outside.subjects import Subjects
from incidents.outside.ticket_json import to_json
from incidents.outside.tickets import Event, Ticket, seen


class Outcome(StrEnum):
    """What became of a ticket that was read."""

    STORED = "stored"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """`problem` is empty unless it was refused."""

    outcome: Outcome
    problem: str = ""


def digest_of(ticket: Ticket) -> str:
    """Of everything the ticket says: equal for a ticket that says the same again."""
    said = json.dumps(to_json(seen(ticket, "")), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()


@transaction.atomic
def take(system: OutsideSystem, ticket: Ticket, kind: str, *, now: datetime, subjects: Subjects) -> Taken:
    """Keep what was read and bring the case to it. Raises `Unavailable` where it may work later."""
    digest = digest_of(ticket)
    known = OutsideTicket.objects.filter(system=system, key=ticket.key).first()
    if known and known.report_id and known.digest == digest:
        return Taken(Outcome.UNCHANGED)
    fresh = known is None or known.report_id is None
    event = _event(system, seen(ticket, kind), now)
    keep(system, event, now=now)
    applied = apply(system, ticket.key, now=now, subjects=subjects)
    OutsideTicket.objects.filter(pk=applied.pk).update(digest=digest)
    if applied.report_id is None:
        return Taken(Outcome.REFUSED, _problem(system, event))
    return Taken(Outcome.STORED if fresh else Outcome.CHANGED)


def _event(system: OutsideSystem, event: Event, now: datetime) -> Event:
    """At the moment it states; a ticket that changed without stating a newer one changed by now."""
    before = InboundEvent.objects.filter(system=system, key=event.key, kind=event.kind, happened_at=event.at)
    # What was refused before is read anew: its old words do not stand in the way.
    before.exclude(problem="").delete()
    return replace(event, at=now) if before.exists() else event


def _problem(system: OutsideSystem, event: Event) -> str:
    row = InboundEvent.objects.filter(system=system, key=event.key, kind=event.kind, happened_at=event.at).first()
    return row.problem if row else ""
