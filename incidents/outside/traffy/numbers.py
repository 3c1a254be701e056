"""Ticket numbers of Traffy: the year, a dash, six letters or digits. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from geo.errors import BadInput
from incidents.outside.tickets import required

_TICKET = re.compile(r"^20\d{2}-[A-Z0-9]{6}$")


def ticket_id(row: Mapping[str, Any], name: str = "ticket_id") -> str:
    """Raises `BadInput` unless it is one, such as `2026-A1B2C3`."""
    value = required(row, name)
    text = value.strip() if isinstance(value, str) else ""
    if not _TICKET.match(text):
        raise BadInput("A ticket number is the year, a dash, six capital letters or digits", field=name, value=value)
    return text
