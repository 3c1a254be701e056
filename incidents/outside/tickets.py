"""A ticket of another system and what happens to it, parsed into types that cannot be wrong. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.thai import tidy, tidy_lines

LONGEST_TEXT = 5_000
LONGEST_KEY = 80
_SHORTEST_TEXT = 2


@dataclass(frozen=True, slots=True)
class StatedArea:
    """Names of areas as the source writes them; empty where it names none."""

    province: str = ""
    district: str = ""
    subdistrict: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.subdistrict, self.district, self.province) if part)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A report as the other system tells it. `types` are its names and numbers of what it is about.

    `state_type` is one of `statuses.TYPES` or empty; `state_text` the agency's own label, kept as it is. `state_at`
    is the newest moment the source states. `details` are for officers: short texts only.
    """

    key: str
    description: str
    reported_at: datetime
    state_at: datetime
    types: tuple[str, ...] = ()
    place: LonLat | None = None
    area: StatedArea = StatedArea()
    address: str = ""
    state_type: str = ""
    state_text: str = ""
    organisations: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a ticket. `ticket` is there where the message tells the whole report."""

    key: str
    kind: str
    at: datetime
    state_type: str = ""
    state_text: str = ""
    organisation: str = ""
    ticket: Ticket | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def says_state(self) -> bool:
        """Whether it is a word on how far the ticket is."""
        return bool(self.state_type or self.state_text)


def seen(ticket: Ticket, kind: str) -> Event:
    """What reading a ticket tells: that it stood so at the newest moment it states."""
    return Event(ticket.key, kind, ticket.state_at, ticket.state_type, ticket.state_text, ticket=ticket)


def words(value: object) -> str:
    """One tidy line; the members of a list are joined with commas, anything else is empty."""
    if isinstance(value, list):
        return ",".join(filter(None, (words(part) for part in value if not isinstance(part, list))))
    return tidy(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def names(value: object) -> tuple[str, ...]:
    """The names in a list or in a text with commas, `{a,b}` of a database dump too, each once, in order."""
    parts = words(value).strip("{}").replace('"', "").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def description_of(value: object, types: Sequence[str]) -> str:
    """The reporter's words; those of the types where there are hardly any. Cut at 5,000 characters."""
    text = tidy_lines(value)[:LONGEST_TEXT] if isinstance(value, str) else ""
    return text if len(text) >= _SHORTEST_TEXT else (", ".join(types) or "-").ljust(_SHORTEST_TEXT, "-")


def facts(**values: object) -> dict[str, str]:
    """Short texts of what is there."""
    return {name: text[:500] for name, value in values.items() if (text := words(value))}


def required(row: Mapping[str, Any], name: str) -> Any:
    """The value under a name. Raises `BadInput` where it is missing or empty."""
    value = row.get(name)
    if value in (None, ""):
        raise BadInput(f"{name} must be there", field=name, value=value)
    return value
