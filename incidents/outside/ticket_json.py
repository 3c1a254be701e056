"""Events as JSON, as they are kept until they are applied, and back. Pure."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from geo.coordinates import LonLat
from incidents.outside.tickets import Event, StatedArea, Ticket

Json = dict[str, Any]


def to_json(event: Event) -> Json:
    """Everything but the key, the kind and the moment, which have columns of their own."""
    told = {name: value for name, value in _plain(event).items() if value}
    return {**told, "ticket": _ticket_json(event.ticket)} if event.ticket else told


def from_json(key: str, kind: str, at: datetime, body: Json) -> Event:
    """The event that `to_json` was given."""
    ticket = _ticket(key, body["ticket"]) if body.get("ticket") else None
    told = {name: body.get(name, "") for name in ("state_type", "state_text", "organisation")}
    return Event(key, kind, at, **told, ticket=ticket, details=body.get("details", {}))


def without_words(body: Json) -> Json:
    """What is kept of an event that was applied: a ticket's words and place are then the report's own."""
    return {name: value for name, value in body.items() if name != "ticket"}


def _plain(event: Event) -> Json:
    return {
        "state_type": event.state_type,
        "state_text": event.state_text,
        "organisation": event.organisation,
        "details": dict(event.details),
    }


def _ticket_json(ticket: Ticket) -> Json:
    flat = asdict(replace(ticket, details=dict(ticket.details)))
    moments = {name: flat[name].isoformat() for name in ("reported_at", "state_at")}
    place = [ticket.place.lon, ticket.place.lat] if ticket.place else None
    return {**{name: value for name, value in flat.items() if name != "key"}, **moments, "place": place}


def _ticket(key: str, told: Json) -> Ticket:
    moments = {name: datetime.fromisoformat(told[name]) for name in ("reported_at", "state_at")}
    lists = {name: tuple(told[name]) for name in ("types", "organisations")}
    place = LonLat(*told["place"]) if told["place"] else None
    return Ticket(**{**told, **moments, **lists, "key": key, "place": place, "area": StatedArea(**told["area"])})
