"""A ticket of another system becomes a report of ours: placed, categorised, attributed as of its own day."""

from datetime import datetime

from geo.changes import Actor
from geo.errors import BadInput, OutsideThailand
from incidents.draft import LONGEST_PLACE_TEXT, ReportDraft
from incidents.models import Channel, OutsideSystem, Report
from incidents.operations import file_report
from incidents.outside.following import follow, word_of
from incidents.outside.placing import Placed, places_of
from incidents.outside.subjects import Subjects
from incidents.outside.tickets import Event, Ticket
from incidents.states import State

CHANNELS = {"traffy": Channel.TRAFFY, "open311": Channel.OPEN311, "file": Channel.FILE}


def actor_of(system: OutsideSystem) -> Actor:
    """Who acts when a system speaks."""
    return Actor(f"outside:{system.code}")


def file_ticket(
    ticket: Ticket, system: OutsideSystem, events: list[Event], *, subjects: Subjects, now: datetime
) -> Report:
    """The new report. It begins where the words of `events`, oldest first, lead to; no step is invented.

    Raises `BadInput` where neither its position nor the area it names is in Thailand.
    """
    refused: BadInput | None = None
    for placed in places_of(ticket):
        try:
            draft = _draft(ticket, system, placed, events, subjects)
            return file_report(draft, actor=actor_of(system), now=now)
        except OutsideThailand as error:
            refused = refused or error
    rule = "A ticket needs a position in Thailand, or names of areas that are known"
    raise refused or BadInput(rule, field="position", value=str(ticket.area) or ticket.address)


def told(event: Event, system: OutsideSystem) -> dict[str, str]:
    """What a step keeps of another system's word."""
    values = {
        "system": system.code,
        "ticket": event.key,
        "kind": event.kind,
        "type": event.state_type,
        "label": event.state_text,
        "organisation": event.organisation,
        "at": event.at.isoformat(),
    }
    return {name: value for name, value in values.items() if value}


def _draft(
    ticket: Ticket, system: OutsideSystem, placed: Placed, events: list[Event], subjects: Subjects
) -> ReportDraft:
    says = [event for event in events if event.says_state]
    return ReportDraft(
        category=subjects.of(ticket.types),
        description=ticket.description,
        place=placed.place,
        channel=CHANNELS[system.kind],
        place_text=(ticket.address or str(ticket.area))[:LONGEST_PLACE_TEXT],
        error_radius_m=placed.error_radius_m,
        position_method=placed.method,
        position_source=system.title[:80],
        received_at=ticket.reported_at,
        begins=follow(State.RECEIVED, (word_of(event.state_type) for event in says)),
        begins_with={"outside": told(says[-1], system)} if says else {},
    )
