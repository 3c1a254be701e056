"""Asking Traffy what changed: what the webhooks lost is found, and tickets they only named are read whole."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from geo.errors import BadInput, Unavailable
from incidents.models import OutsideSystem, OutsideTicket
from incidents.outside.moments import BANGKOK
from incidents.outside.polled import Polled
from incidents.outside.reading import take
from incidents.outside.subjects import Subjects
from incidents.outside.traffy import exchange
from incidents.outside.traffy.client import Exchange

MOST_SINGLE = 20
"""Tickets asked for one by one in a poll: each costs quota."""

_A_DAY, _THREE_DAYS = timedelta(hours=20), timedelta(hours=68)
"""A little less than what `today` and `3days` cover, so that the windows overlap."""


_ASKED = "asked"


def duration_since(read_until: datetime | None, now: datetime) -> str:
    """The smallest window that leaves no gap after the last good poll."""
    if read_until is None or now - read_until > _THREE_DAYS:
        return "all"
    return "today" if now - read_until <= _A_DAY else "3days"


def first_of_next_month(now: datetime) -> datetime:
    """When the quota is new, by Thai clocks."""
    here = now.astimezone(BANGKOK)
    later = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0) + timedelta(days=32)
    return later.replace(day=1)


def poll(system: OutsideSystem, asked: Exchange, *, duration: str = "", now: Callable[[], datetime]) -> Polled:
    """Take in everything of the window, and the tickets that only a status is known of. Bad rows are named.

    What was taken in stays, wherever a poll is broken off; the next one covers the rest.
    """
    began, subjects, found = now(), Subjects.now(), Polled()
    rows = asked.issues(duration or duration_since(system.read_until, began), system.organisation)
    _take_all(system, rows, found, subjects, now)
    _take_all(system, _named_only(system, asked), found, subjects, now)
    system.read_until = began
    return found


def _take_all(
    system: OutsideSystem,
    rows: Iterable[exchange.Row],
    found: Polled,
    subjects: Subjects,
    now: Callable[[], datetime],
) -> None:
    for row in rows:
        try:
            ticket = exchange.parse_issue(row)
        except BadInput as error:
            found.refuse(str(row.get("ticket_id", "")), error)
            continue
        found.count(ticket.key, take(system, ticket, "poll", now=now(), subjects=subjects))


def _named_only(system: OutsideSystem, asked: Exchange) -> Iterable[exchange.Row]:
    """Tickets that only a status or talk is known of, each asked for once."""
    waiting = OutsideTicket.objects.filter(system=system, report=None, digest="").exclude(details__has_key=_ASKED)
    for ticket in list(waiting.order_by("-seen_at")[:MOST_SINGLE]):
        try:
            row = asked.issue(ticket.key)
        except Unavailable:
            return
        ticket.details = {**ticket.details, _ASKED: True}
        ticket.save(update_fields=["details"])
        if row is not None:
            yield row
