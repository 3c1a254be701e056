"""What people can ask to be told of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from incidents.states import State


class Event(TextChoices):
    """One kind of news of a case."""

    FILED = "filed", _("Received")
    ASSIGNED = "assigned", _("Assigned")
    TRANSFERRED = "transferred", _("Transferred")
    WARNING = "warning", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    RESOLVED = "resolved", _("Resolved")
    REOPENED = "reopened", _("Reopened")


EVENTS: tuple[str, ...] = tuple(Event.values)

_OF_STATE = {
    State.ASSIGNED: Event.ASSIGNED,
    State.TRANSFERRED: Event.TRANSFERRED,
    State.RESOLVED: Event.RESOLVED,
    State.REOPENED: Event.REOPENED,
}


def event_of(before: str, after: str) -> Event | None:
    """The news of a step between two states; None where it is none. A transfer from office to office is news too."""
    return _OF_STATE.get(State(after)) if before != after or after == State.TRANSFERRED else None
