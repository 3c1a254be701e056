"""From messages to cases: each message is kept once, then the whole ticket is worked out anew from all of them.

Nothing here calls another system: what they tell is never told back to them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from geo.errors import BadInput
from incidents.life import Wanted, take
from incidents.models import InboundEvent, OutsideSystem, OutsideTicket, Report, StateChange, StepKind
from incidents.outside.echo import is_echo
from incidents.outside.filing import actor_of, file_ticket, told
from incidents.outside.following import follow, path, word_of
from incidents.outside.subjects import Subjects
from incidents.outside.ticket_json import from_json, to_json, without_words
from incidents.outside.tickets import Event
from incidents.states import State
from incidents.steps import add_step, locked

OUTSIDE = "outside"
"""The ground of steps that another system's word stands behind: of `incidents.grounds`."""


def keep(system: OutsideSystem, event: Event, *, now: datetime) -> bool:
    """Store a message unless it is there: the same ticket, kind and time is one message. True where it is new."""
    _row, made = InboundEvent.objects.get_or_create(
        system=system,
        key=event.key,
        kind=event.kind,
        happened_at=event.at,
        defaults={"body": to_json(event), "received_at": now},
    )
    return bool(made)


@transaction.atomic
def apply(system: OutsideSystem, key: str, *, now: datetime, subjects: Subjects | None = None) -> OutsideTicket:
    """Bring a ticket and its case to where all its messages lead. Doing it again changes nothing.

    A ticket that cannot become a report keeps its messages, and the newest of them the problem. Raises `Unavailable`
    where it may work later; then nothing is applied.
    """
    ticket = _locked(system, key, now)
    kept = _kept(system, key)
    fresh = {id(one.event) for one in kept if one.row.applied_at is None}
    problem = ""
    events = [one.event for one in kept]
    if ticket.report is None:
        problem = _file(ticket, system, events, subjects or Subjects.now(), now)
    else:
        heard = [event for event in events if not is_echo(event, ticket.details)]
        _move(ticket.report, system, heard, fresh, now)
    _tell_ticket(ticket, events, now)
    _settle(kept, problem, filed=ticket.report is not None, now=now)
    return ticket


@dataclass(frozen=True, slots=True)
class _Kept:
    row: InboundEvent
    event: Event


def _locked(system: OutsideSystem, key: str, now: datetime) -> OutsideTicket:
    OutsideTicket.objects.get_or_create(system=system, key=key, defaults={"seen_at": now})
    found: OutsideTicket = OutsideTicket.objects.select_for_update(of=("self",)).get(system=system, key=key)
    return found


def _kept(system: OutsideSystem, key: str) -> list[_Kept]:
    """All messages of a ticket in the order of their time; ties in an order that arrival plays no part in."""
    rows = InboundEvent.objects.filter(system=system, key=key).exclude(kind="bad")
    found = [_Kept(row, from_json(row.key, row.kind, row.happened_at, row.body)) for row in rows]
    return sorted(found, key=lambda one: (one.event.at, one.event.kind, one.event.state_type, one.event.state_text))


def _file(ticket: OutsideTicket, system: OutsideSystem, events: list[Event], subjects: Subjects, now: datetime) -> str:
    """The problem, or nothing. Without a message that tells the whole report, it is waited for."""
    whole = [event.ticket for event in events if event.ticket is not None]
    if not whole:
        return ""
    try:
        with transaction.atomic():
            ticket.report = file_ticket(whole[-1], system, events, subjects=subjects, now=now)
    except BadInput as error:
        return f"{error.fields['field']}: {error.detail} ({error.fields['value']})"
    return ""


def _move(report: Report, system: OutsideSystem, events: list[Event], fresh: set[int], now: datetime) -> None:
    """One step for each new word that says something new, and those that lead to where all words lead."""
    stored = locked(report)
    says = [event for event in events if event.says_state]
    base, since = _base(stored)
    counted = [event for event in says if since is None or event.at > since]
    target = follow(base, (word_of(event.state_type) for event in counted))
    way = path(State(stored.state), target) or ()
    news = [event for number, event in enumerate(says) if id(event) in fresh and _is_news(says, number)]
    for event in news[:-1] if way else news:
        _note(stored, system, event, now)
    for state in way:
        _take(stored, state, system, (news or says)[-1], now)


def _base(stored: Report) -> tuple[State, datetime | None]:
    """The state that people here last gave the case, and when; a new case where nobody did."""
    steps = StateChange.objects.filter(report=stored, number__gt=1).exclude(kind=StepKind.OUTSIDE)
    last = max((step for step in steps if step.from_state != step.to_state), key=lambda one: one.number, default=None)
    return (State(last.to_state), last.at) if last else (State.RECEIVED, None)


def _is_news(says: list[Event], number: int) -> bool:
    """A word that repeats the one before it in time is not."""
    before = says[number - 1] if number else None
    here = says[number]
    return before is None or (before.state_type, before.state_text) != (here.state_type, here.state_text)


def _note(stored: Report, system: OutsideSystem, event: Event, now: datetime) -> None:
    add_step(stored, StepKind.OUTSIDE, actor=actor_of(system), now=now, reason=_words(event), data=_data(event, system))


def _take(stored: Report, state: State, system: OutsideSystem, event: Event, now: datetime) -> None:
    wanted = Wanted(stored, state, now, grounds=OUTSIDE)
    take(wanted, StepKind.OUTSIDE, actor=actor_of(system), reason=_words(event), data=_data(event, system))


def _words(event: Event) -> str:
    return event.details.get("note", "")


def _data(event: Event, system: OutsideSystem) -> dict[str, dict[str, str]]:
    return {OUTSIDE: told(event, system)}


def _tell_ticket(ticket: OutsideTicket, events: list[Event], now: datetime) -> None:
    """Their own words, as they are: the newest state, and what the newest whole message tells."""
    says = [event for event in events if event.says_state]
    whole = [event.ticket for event in events if event.ticket is not None]
    if says:
        ticket.state, ticket.state_text, ticket.state_at = says[-1].state_type, says[-1].state_text, says[-1].at
    if whole:
        ticket.details = {**ticket.details, **whole[-1].details, "organisations": list(whole[-1].organisations)}
    ticket.seen_at = now
    ticket.save()


def _settle(kept: list[_Kept], problem: str, *, filed: bool, now: datetime) -> None:
    """Messages that became a case keep no words of it; those that wait for the report stay as they are."""
    for one in kept:
        tells = one.event.ticket is not None
        if filed or (problem and tells):
            one.row.applied_at = one.row.applied_at or now
            one.row.body = without_words(one.row.body) if filed else one.row.body
            one.row.problem = "" if filed else problem
    InboundEvent.objects.bulk_update([one.row for one in kept], ["applied_at", "body", "problem"])
