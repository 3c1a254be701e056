"""What a planner asks for, parsed at the door. Whether offices and facilities exist is asked later, of the database."""

from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from geo.errors import BadInput
from inspections.problem import MAX_MINUTES, MAX_TEAMS, MAX_VISITS, Lunch, Window, check_between, check_size

DEFAULT_MINUTES = 90
# Office hours. Factory Act s.35 lets inspectors enter between sunrise and sunset or during the factory's
# working hours; in Thailand the sun is up throughout this window on every day of the year.
DAY_START, DAY_END = time(8, 30), time(16, 30)
MAX_TITLE = 200


@dataclass(frozen=True, slots=True)
class VisitWish:
    """One facility; `team` is the place in the request's list of teams that it is pinned to."""

    facility_id: int
    minutes: int = DEFAULT_MINUTES
    priority: int = 0
    window_start: time | None = None
    window_end: time | None = None
    team: int | None = None

    def __post_init__(self) -> None:
        check_between("minutes", self.minutes, 1, MAX_MINUTES)
        check_between("priority", self.priority, 0, 100)
        if (self.window_start is None) != (self.window_end is None):
            raise BadInput("a time window has a start and an end", field="window", value=self.facility_id)
        _ = self.windows

    @property
    def windows(self) -> tuple[Window, ...]:
        """When the visit may begin; empty is any time."""
        if self.window_start is None or self.window_end is None:
            return ()
        return (Window(seconds(self.window_start), seconds(self.window_end)),)


@dataclass(frozen=True, slots=True)
class TeamWish:
    """One team; offices default to its home."""

    team_id: int
    start_office_id: int | None = None
    end_office_id: int | None = None
    day_start: time = DAY_START
    day_end: time = DAY_END
    max_visits: int | None = None

    def __post_init__(self) -> None:
        if self.max_visits is not None:
            check_between("max_visits", self.max_visits, 1, MAX_VISITS)
        _ = self.hours

    @property
    def hours(self) -> Window:
        """Working hours as seconds of the day."""
        return Window(seconds(self.day_start), seconds(self.day_end))


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A day to plan. Refuses no visits, no teams, too many of either, and anything listed twice."""

    date: date
    visits: tuple[VisitWish, ...]
    teams: tuple[TeamWish, ...]
    title: str = ""
    lunch: bool = True

    def __post_init__(self) -> None:
        check_size("visits", len(self.visits), MAX_VISITS)
        check_size("teams", len(self.teams), MAX_TEAMS)
        _once("visits", [visit.facility_id for visit in self.visits])
        _once("teams", [team.team_id for team in self.teams])
        if len(self.title) > MAX_TITLE:
            raise BadInput(f"title has at most {MAX_TITLE} characters", field="title", value=self.title)
        for visit in self.visits:
            if visit.team is not None and not 0 <= visit.team < len(self.teams):
                raise BadInput("a visit is pinned to a team of this plan", field="team", value=visit.team)

    @property
    def break_(self) -> Lunch | None:
        """The lunch hour, if wanted."""
        return Lunch() if self.lunch else None

    def params(self) -> dict[str, Any]:
        """JSON-ready, for the record."""
        plain = asdict(self)
        return {"date": self.date.isoformat(), "title": self.title, "lunch": self.lunch} | {
            part: [{key: _plain(value) for key, value in row.items()} for row in plain[part]]
            for part in ("visits", "teams")
        }


def seconds(moment: time) -> int:
    """After midnight."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _plain(value: Any) -> Any:
    return value.strftime("%H:%M") if isinstance(value, time) else value


def _once(field: str, ids: list[int]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise BadInput(f"{field} appear once each", field=field, value=", ".join(map(str, twice)))
