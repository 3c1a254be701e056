"""Telling people of what happens to reports: who is to be told (`tell`), sending, trying again, who has seen it."""

from incidents.notices.events import EVENTS, Event, event_of
from incidents.notices.telling import tell

__all__ = ["EVENTS", "Event", "event_of", "tell"]
