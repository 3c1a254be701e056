"""Our own word coming back: a state that we told is pushed to us again, and must move nothing. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from incidents.outside.tickets import Event

TOLD = "told"
"""In a ticket's details: the label we told last, and when."""

_SOON = timedelta(minutes=15)


def is_echo(event: Event, details: Mapping[str, Any]) -> bool:
    """Whether an event repeats, within a quarter of an hour, what we had just told the other system."""
    told = details.get(TOLD)
    if not told or event.state_text != told["label"]:
        return False
    return abs(event.at - datetime.fromisoformat(told["at"])) <= _SOON
