"""The life of a report: its states and the steps allowed between them. Pure; `incidents.operations` enforces it."""

from enum import StrEnum

from geo.errors import Conflict


class State(StrEnum):
    """Where a report stands. The values are stored and published."""

    RECEIVED = "received"
    TRIAGED = "triaged"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    INSPECTED = "inspected"
    ACTING = "acting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    REOPENED = "reopened"


_NEXT: dict[State, tuple[State, ...]] = {
    State.RECEIVED: (State.TRIAGED, State.ASSIGNED, State.TRANSFERRED, State.REFUSED, State.DUPLICATE),
    State.TRIAGED: (State.ASSIGNED, State.TRANSFERRED, State.REFUSED, State.DUPLICATE),
    State.ASSIGNED: (State.ACCEPTED, State.TRANSFERRED, State.REFUSED, State.DUPLICATE),
    State.ACCEPTED: (State.INSPECTED, State.ACTING, State.RESOLVED, State.TRANSFERRED, State.DUPLICATE),
    State.INSPECTED: (State.ACTING, State.RESOLVED, State.TRANSFERRED),
    State.ACTING: (State.INSPECTED, State.RESOLVED, State.TRANSFERRED),
    State.RESOLVED: (State.CLOSED, State.REOPENED),
    State.CLOSED: (State.REOPENED,),
    # The receiver accepts, hands it to a team, or sends it on; nobody may end it before someone has accepted it.
    State.TRANSFERRED: (State.ACCEPTED, State.ASSIGNED, State.TRANSFERRED),
    State.REFUSED: (State.REOPENED,),
    State.DUPLICATE: (State.REOPENED,),
    State.REOPENED: (State.TRIAGED, State.ASSIGNED, State.ACCEPTED, State.TRANSFERRED, State.REFUSED, State.DUPLICATE),
}

OVER = frozenset({State.RESOLVED, State.CLOSED, State.REFUSED, State.DUPLICATE})
"""States in which nobody is expected to act."""

OPEN = tuple(state for state in State if state not in OVER)
"""States in which somebody has to act next."""


def steps_from(state: State) -> tuple[State, ...]:
    """The states that may follow, in the order they are offered."""
    return _NEXT[state]


def check_step(before: State, after: State) -> None:
    """Raises `Conflict`, naming both states and what is allowed, for a step that the table does not hold."""
    if after not in _NEXT[before]:
        allowed = ", ".join(_NEXT[before])
        raise Conflict(
            f"A report that is {before} cannot become {after}; it can become: {allowed}",
            field="state",
            value=str(after),
            present=str(before),
            allowed=[str(state) for state in _NEXT[before]],
        )
