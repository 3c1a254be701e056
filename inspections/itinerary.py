"""A plan's days as people read them: per team the stops in order, lunch between them, the way home, the totals."""

from dataclasses import dataclass
from datetime import datetime

from inspections.models import Leg, Plan, PlanTeam, PlanVisit


@dataclass(frozen=True)
class Day:
    """One team's day. `legs` has one more than `visits`: the last leads home."""

    team: PlanTeam
    visits: list[PlanVisit]
    legs: list[Leg]

    @property
    def drive_s(self) -> int:
        """All driving, in seconds."""
        return sum(visit.drive_s for visit in self.visits) + self.team.return_drive_s

    @property
    def drive_m(self) -> int:
        """All driving, in metres."""
        return sum(visit.drive_m for visit in self.visits) + self.team.return_drive_m

    @property
    def waiting_s(self) -> int:
        """All idle time, in seconds."""
        return sum(visit.waiting_s for visit in self.visits)

    @property
    def minutes(self) -> int:
        """All time on site."""
        return sum(visit.minutes for visit in self.visits)

    @property
    def lunch_at_end(self) -> bool:
        """Whether lunch comes after the last stop."""
        return self.team.lunch_after is not None and self.team.lunch_after == len(self.visits)

    @property
    def lunch_before(self) -> int | None:
        """Number of the stop that lunch comes before, None without lunch or when it comes last."""
        if self.team.lunch_after is None or self.lunch_at_end:
            return None
        return self.team.lunch_after + 1

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """From leaving to return; None for a team that stays."""
        return (self.team.leave_at, self.team.return_at) if self.team.leave_at and self.team.return_at else None


def days_of(plan: Plan) -> list[Day]:
    """In the plan's order of teams; three queries whatever the size."""
    teams = plan.teams.select_related("start_office", "end_office").prefetch_related("legs")
    visits: dict[int, list[PlanVisit]] = {}
    planned = plan.visits.exclude(plan_team=None).select_related("facility").order_by("order")
    for visit in planned.defer("facility__footprint", "facility__shape"):
        visits.setdefault(visit.plan_team_id or 0, []).append(visit)
    return [Day(team, visits.get(team.pk, []), list(team.legs.all())) for team in teams]
