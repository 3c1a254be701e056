"""The answer to a problem: an itinerary per team, and for every visit left out the rule that kept it out.

Times are whole seconds after midnight, as in the problem.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit in an itinerary. `drive_*` is the way to it; `waiting_s` is idle time before `start_s`."""

    visit_id: str
    arrive_s: int
    start_s: int
    depart_s: int
    drive_s: int
    drive_m: int
    waiting_s: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """Lunch, taken after so many stops (0: before the first)."""

    start_s: int
    end_s: int
    after: int


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A team's day. `return_drive_*` is the way home; a team without stops stays at its office."""

    team_id: str
    leave_s: int
    stops: tuple[Stop, ...]
    return_s: int
    return_drive_s: int = 0
    return_drive_m: int = 0
    lunch: Break | None = None

    @property
    def drive_s(self) -> int:
        """All driving of the day, in seconds."""
        return sum(stop.drive_s for stop in self.stops) + self.return_drive_s

    @property
    def drive_m(self) -> int:
        """All driving of the day, in metres."""
        return sum(stop.drive_m for stop in self.stops) + self.return_drive_m

    @property
    def waiting_s(self) -> int:
        """All idle time of the day, in seconds."""
        return sum(stop.waiting_s for stop in self.stops)


class Rule(StrEnum):
    """What kept a visit out."""

    TOO_FAR = "too_far"
    """Even as the only visit of the day, no team is back within working hours."""
    WINDOW = "window"
    """Even as the only visit of the day, no team can begin it inside its own time window."""
    LIMIT = "limit"
    """It fits the hours, but the team has reached its number of visits."""
    FULL = "full"
    """It fits alone; beside the chosen visits someone would have to work over hours."""
    CROWDED = "crowded"
    """It fits alone; beside the chosen visits other visits' time windows would break, whatever the overtime."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """Why one visit was left out, and the smallest relaxation found that would admit it.

    `overtime_s` is how far past working hours team `team_id` would return, at `return_s`; `limit` the number
    of visits that team would have to be allowed. `replanned`: only if all teams were planned anew so.
    """

    visit_id: str
    rule: Rule
    team_id: str | None = None
    overtime_s: int = 0
    return_s: int | None = None
    limit: int | None = None
    replanned: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One itinerary per team, in the order of the teams, and the visits left out, in the order of the visits."""

    itineraries: tuple[Itinerary, ...]
    unassigned: tuple[Unassigned, ...]
