"""A day of inspections as an immutable problem: visits, teams, the travel matrix, the lunch hour.

Times are whole seconds after midnight of `date`; places are indices into the matrix.
"""

from dataclasses import dataclass
from datetime import date

from geo.errors import BadInput

MAX_VISITS = 200
MAX_TEAMS = 30
MAX_MINUTES = 600
DAY_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Window:
    """A span of the day, both ends included."""

    start_s: int
    end_s: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_s < self.end_s <= DAY_S:
            raise BadInput(
                "a time window starts before it ends, within one day", field="window", value=clock_span(self)
            )


@dataclass(frozen=True, slots=True)
class Lunch:
    """A break that begins within `window` and lasts `length_s`."""

    window: Window = Window(11 * 3600 + 30 * 60, 13 * 3600)
    length_s: int = 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """One site. It may begin only inside one of `windows` (none: any time). `team_id` pins it to that team."""

    id: str
    place: int
    minutes: int
    priority: int = 0
    windows: tuple[Window, ...] = ()
    team_id: str | None = None

    def __post_init__(self) -> None:
        check_between("minutes", self.minutes, 1, MAX_MINUTES)
        check_between("priority", self.priority, 0, 100)

    @property
    def service_s(self) -> int:
        """Time on site in seconds."""
        return self.minutes * 60


@dataclass(frozen=True, slots=True)
class Team:
    """One car with its people: leaves `start` and is back at `end` within `hours`."""

    id: str
    start: int
    end: int
    hours: Window
    max_visits: int | None = None

    def __post_init__(self) -> None:
        if self.max_visits is not None:
            check_between("max_visits", self.max_visits, 1, MAX_VISITS)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Driving between every pair of places, row to column, in whole seconds and metres.

    `estimated` holds the pairs that do not come from a road graph.
    """

    durations_s: tuple[tuple[int, ...], ...]
    distances_m: tuple[tuple[int, ...], ...]
    estimated: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        size = len(self.durations_s)
        for name, rows in (("durations_s", self.durations_s), ("distances_m", self.distances_m)):
            if len(rows) != size or any(len(row) != size or min(row, default=0) < 0 for row in rows):
                raise BadInput("the travel matrix is square and nowhere negative", field=name, value=size)

    @property
    def size(self) -> int:
        """How many places it covers."""
        return len(self.durations_s)


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the solver may know. Refuses, naming field, value and rule, what cannot be planned."""

    date: date
    matrix: Matrix
    visits: tuple[Visit, ...]
    teams: tuple[Team, ...]
    lunch: Lunch | None = None

    def __post_init__(self) -> None:
        check_size("visits", len(self.visits), MAX_VISITS)
        check_size("teams", len(self.teams), MAX_TEAMS)
        _unique("visits", [visit.id for visit in self.visits])
        _unique("teams", [team.id for team in self.teams])
        for place in [v.place for v in self.visits] + [p for t in self.teams for p in (t.start, t.end)]:
            check_between("place", place, 0, self.matrix.size - 1)
        known = {team.id for team in self.teams}
        for visit in self.visits:
            if visit.team_id is not None and visit.team_id not in known:
                raise BadInput("a visit is pinned to a team of this plan", field="team_id", value=visit.team_id)

    def lunch_of(self, team: Team) -> Lunch | None:
        """The break this team takes: none where its hours leave no room for one."""
        if self.lunch is None:
            return None
        start = max(self.lunch.window.start_s, team.hours.start_s)
        end = min(self.lunch.window.end_s, team.hours.end_s - self.lunch.length_s)
        return Lunch(Window(start, end), self.lunch.length_s) if start < end else None


def check_size(field: str, count: int, limit: int) -> None:
    """At least one and at most `limit`. Raises `BadInput`."""
    if not 1 <= count <= limit:
        raise BadInput(f"a plan has between 1 and {limit} {field}", field=field, value=count, low=1, high=limit)


def check_between(field: str, value: int, low: int, high: int) -> None:
    """Both ends included. Raises `BadInput`."""
    if not low <= value <= high:
        raise BadInput(f"{field} lies between {low} and {high}", field=field, value=value, low=low, high=high)


def clock_span(window: Window) -> str:
    """`08:30-16:30`."""
    return f"{clock(window.start_s)}-{clock(window.end_s)}"


def clock(seconds: int) -> str:
    """`16:30`; hours go on counting beyond 24."""
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


def _unique(field: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise BadInput(f"{field} appear once each", field=field, value=", ".join(twice))
