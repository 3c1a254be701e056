"""Messages that Traffy pushes: a new issue (POST), a status (PATCH), talk and stars (POST with `event`). Pure.

Their documentation: traffy-nectec/exchange-api-doc, docs/webhooks.md. Times are Thai; positions are two numbers.
"""

from collections.abc import Mapping
from typing import Any

from geo.errors import BadInput
from incidents.outside import moments, places, statuses
from incidents.outside.tickets import Event, StatedArea, Ticket, description_of, facts, names, required, words
from incidents.outside.traffy.numbers import ticket_id

TALK = ("chat", "rating", "comment", "chat_staff_only")
Body = Mapping[str, Any]


def parse(method: str, body: object) -> Event:
    """The message of a `POST` or `PATCH`. Raises `BadInput` naming what is wrong in it."""
    if not isinstance(body, dict):
        raise BadInput("A message is a JSON object", field="body", value=type(body).__name__)
    if method == "PATCH":
        return _status(body)
    return _talk(body) if "event" in body else _new(body)


def _new(body: Body) -> Event:
    key, at = ticket_id(body), moments.bangkok(required(body, "timestamp"), "timestamp")
    if "description" not in body:
        # It may be empty; a message without it is another one, sent with the wrong method.
        raise BadInput("A new issue has a description", field="description", value=None)
    types = (*names(body.get("type")), *names(body.get("type_id")))
    ticket = Ticket(
        key=key,
        description=description_of(body.get("description"), names(body.get("type"))),
        reported_at=at,
        state_at=at,
        types=types,
        place=places.of_numbers(body.get("longitude"), body.get("latitude")),
        area=StatedArea(),
        address=words(body.get("address"))[:300],
        state_type="start",
        organisations=_organisations(body.get("orgs")),
        details=facts(photos=body.get("photo"), type=body.get("type")),
    )
    return Event(key, "new", at, state_type="start", ticket=ticket)


def _status(body: Body) -> Event:
    label = words(required(body, "status"))[:80]
    return Event(
        ticket_id(body),
        "status",
        moments.bangkok(required(body, "timestamp"), "timestamp"),
        state_type=statuses.type_of(label),
        state_text=label,
        organisation=words(body.get("org"))[:120],
        details=facts(note=body.get("note"), photos=body.get("photo")),
    )


def _talk(body: Body) -> Event:
    """That somebody said something, and for whom. The words and the person are not kept: they can name a citizen."""
    kind = body["event"]
    if kind not in TALK:
        raise BadInput(f"event must be one of {', '.join(TALK)}", field="event", value=kind)
    return Event(
        ticket_id(body),
        kind,
        moments.bangkok(required(body, "timestamp"), "timestamp"),
        organisation=words(body.get("sender_org"))[:120],
    )


def _organisations(value: object) -> tuple[str, ...]:
    found = [one.get("org") for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return tuple(filter(None, (words(name) for name in found)))
