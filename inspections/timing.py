"""When a team is where, for a given order of visits: the earliest possible times.

Working hours' end is not enforced here, so that callers can measure by how much it would be passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.answer import Break, Itinerary, Stop
from inspections.problem import Lunch, Problem, Team, Visit


@dataclass(frozen=True, slots=True)
class _Clock:
    """Where the team stands after some stops."""

    place: int
    now_s: int
    stops: tuple[Stop, ...] = ()
    lunch: Break | None = None

    def visit(self, problem: Problem, visit: Visit, lunch: Lunch | None) -> "_Clock | None":
        """After one more visit, with lunch on the way to it if given; None if it cannot begin in its windows."""
        drive_s = problem.matrix.durations_s[self.place][visit.place]
        drive_m = problem.matrix.distances_m[self.place][visit.place]
        arrive_s, ready_s, taken = self.travel(drive_s, lunch)
        start_s = _opening(visit, ready_s)
        if start_s is None:
            return None
        eaten = lunch.length_s if lunch and ready_s > arrive_s else 0
        waiting_s = start_s - arrive_s - eaten
        stop = Stop(visit.id, arrive_s, start_s, start_s + visit.service_s, drive_s, drive_m, waiting_s)
        return _Clock(visit.place, stop.depart_s, (*self.stops, stop), taken or self.lunch)

    def travel(self, drive_s: int, lunch: Lunch | None) -> tuple[int, int, Break | None]:
        """Arrival, the moment ready for work, and the lunch taken before leaving, on the way or on arrival."""
        arrive_s = self.now_s + drive_s
        if lunch is None:
            return arrive_s, arrive_s, None
        begin_s = max(self.now_s, lunch.window.start_s)
        taken = Break(begin_s, begin_s + lunch.length_s, len(self.stops))
        if arrive_s <= begin_s:
            return arrive_s, taken.end_s, taken
        return arrive_s + lunch.length_s, arrive_s + lunch.length_s, taken


def earliest(problem: Problem, team: Team, order: Sequence[Visit]) -> Itinerary | None:
    """The itinerary that returns first; None if a time window or the lunch hour cannot be kept in this order.

    The team leaves when its hours begin, or as much later as spares it waiting at the first site.
    """
    if not order:
        return Itinerary(team.id, team.hours.start_s, (), team.hours.start_s)
    first = problem.matrix.durations_s[team.start][order[0].place]
    opening = _opening(order[0], team.hours.start_s + first)
    if opening is None:
        return None
    found = _days(problem, team, order, max(team.hours.start_s, opening - first))
    return min(found, key=lambda day: (day.return_s, day.waiting_s), default=None)


def _days(problem: Problem, team: Team, order: Sequence[Visit], leave_s: int) -> list[Itinerary]:
    """The day without lunch if it ends before lunch, else one day for every sensible place of lunch in it."""
    lunch = problem.lunch_of(team)
    days: list[Itinerary] = []
    clock = _Clock(team.start, leave_s)
    for index, visit in enumerate(order):
        after = clock.visit(problem, visit, None)
        # Lunch before a visit that would be over before lunch is never better than lunch after it.
        spans = lunch and clock.now_s <= lunch.window.end_s and (after is None or after.now_s > lunch.window.start_s)
        if lunch and spans and (day := _finish(problem, team, clock, order[index:], leave_s, lunch)):
            days.append(day)
        if after is None:
            return days
        clock = after
    if day := _home(problem, team, clock, leave_s, lunch):
        days.append(day)
    return days


def _finish(
    problem: Problem, team: Team, clock: _Clock, rest: Sequence[Visit], leave_s: int, lunch: Lunch
) -> Itinerary | None:
    """The rest of the day when lunch comes before the first visit of `rest`."""
    after = clock.visit(problem, rest[0], lunch)
    for visit in rest[1:]:
        after = after.visit(problem, visit, None) if after else None
    return _home(problem, team, after, leave_s, None) if after else None


def _home(problem: Problem, team: Team, clock: _Clock, leave_s: int, lunch: Lunch | None) -> Itinerary | None:
    """The way back, with lunch on it unless the team is home in time for lunch there."""
    drive_s = problem.matrix.durations_s[clock.place][team.end]
    drive_m = problem.matrix.distances_m[clock.place][team.end]
    if lunch and clock.now_s > lunch.window.end_s:
        return None
    if lunch and clock.now_s + drive_s <= lunch.window.end_s:
        lunch = None
    return_s, _, taken = clock.travel(drive_s, lunch)
    return Itinerary(team.id, leave_s, clock.stops, return_s, drive_s, drive_m, taken or clock.lunch)


def _opening(visit: Visit, ready_s: int) -> int | None:
    """The first moment from `ready_s` on at which the visit may begin."""
    if not visit.windows:
        return ready_s
    return min((max(ready_s, w.start_s) for w in visit.windows if ready_s <= w.end_s), default=None)
