"""Why a visit was left out, and the smallest relaxation found that would let it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from inspections.answer import Itinerary, Rule, Unassigned
from inspections.problem import DAY_S, Problem, Team, Visit, Window
from inspections.timing import earliest

Orders = Mapping[str, tuple[Visit, ...]]
Solver = Callable[[Problem], Orders]

# Re-planning asks the solver several times per visit; beyond these sizes the best insertion is the answer.
REPLAN_VISITS = 60
REPLAN_REASONS = 8
REPLAN_STEPS = 3
STEP_S = 60


@dataclass(frozen=True, slots=True)
class Insertion:
    """A visit put into a team's day at the place where the team is back soonest."""

    team: Team
    order: tuple[Visit, ...]
    day: Itinerary

    @property
    def overtime_s(self) -> int:
        """Seconds past working hours; 0 within them."""
        return max(0, self.day.return_s - self.team.hours.end_s)


def reasons(problem: Problem, orders: Orders, solver: Solver) -> tuple[Unassigned, ...]:
    """One reason for each visit that is in no order, in the order of the problem's visits."""
    placed = {visit.id for order in orders.values() for visit in order}
    left_out = [visit for visit in problem.visits if visit.id not in placed]
    found = [reason(problem, orders, visit) for visit in left_out]
    if len(problem.visits) <= REPLAN_VISITS:
        head = [_replanned(problem, orders, one, solver) for one in found[:REPLAN_REASONS]]
        found = head + found[REPLAN_REASONS:]
    return tuple(found)


def reason(problem: Problem, orders: Orders, visit: Visit) -> Unassigned:
    """The binding rule for one visit, tried in order: alone, within limits, over limits, over hours."""
    alone = cheapest_insertion(problem, {team.id: () for team in problem.teams}, visit, obey_limits=True)
    if alone is None:
        return Unassigned(visit.id, Rule.WINDOW)
    if alone.overtime_s:
        return Unassigned(visit.id, Rule.TOO_FAR, alone.team.id, alone.overtime_s, alone.day.return_s)
    within = cheapest_insertion(problem, orders, visit, obey_limits=True)
    beyond = cheapest_insertion(problem, orders, visit, obey_limits=False)
    if beyond is None:
        return Unassigned(visit.id, Rule.CROWDED)
    if within is None or beyond.overtime_s < within.overtime_s:
        limit = len(beyond.order)
        return Unassigned(visit.id, Rule.LIMIT, beyond.team.id, beyond.overtime_s, beyond.day.return_s, limit)
    return Unassigned(visit.id, Rule.FULL, within.team.id, within.overtime_s, within.day.return_s)


def cheapest_insertion(problem: Problem, orders: Orders, visit: Visit, *, obey_limits: bool) -> Insertion | None:
    """The insertion with least overtime, then least added driving; None if every one breaks a time window."""
    found = [
        insertion
        for team in problem.teams
        if visit.team_id in (None, team.id)
        if not (obey_limits and team.max_visits is not None and len(orders[team.id]) >= team.max_visits)
        if (insertion := _into(problem, team, orders[team.id], visit))
    ]
    return min(found, key=lambda one: (one.overtime_s, one.day.drive_s), default=None)


def _into(problem: Problem, team: Team, order: tuple[Visit, ...], visit: Visit) -> Insertion | None:
    tried = [(*order[:at], visit, *order[at:]) for at in range(len(order) + 1)]
    found = [Insertion(team, one, day) for one in tried if (day := earliest(problem, team, one))]
    return min(found, key=lambda one: (one.overtime_s, one.day.drive_s), default=None)


def _replanned(problem: Problem, orders: Orders, found: Unassigned, solver: Solver) -> Unassigned:
    """A smaller overtime than by insertion alone, if planning all teams anew with that overtime admits the visit.

    The solver is asked with ever smaller overtime, by halves, and must keep every visit already placed.
    """
    if found.rule is not Rule.FULL:
        return found
    wanted = {visit.id for order in orders.values() for visit in order} | {found.visit_id}
    low, high = 0, found.overtime_s
    for _ in range(REPLAN_STEPS):
        middle = (low + high) // 2 // STEP_S * STEP_S
        if middle <= low:
            break
        chosen = solver(_with_overtime(problem, wanted, middle))
        if {visit.id for order in chosen.values() for visit in order} != wanted:
            low = middle
            continue
        high = middle
        found = Unassigned(found.visit_id, Rule.FULL, _holder(chosen, found.visit_id), middle, replanned=True)
    return found


def _with_overtime(problem: Problem, wanted: set[str], overtime_s: int) -> Problem:
    """Only the wanted visits, with every team's hours longer at the end."""
    teams = tuple(replace(team, hours=_longer(team.hours, overtime_s)) for team in problem.teams)
    return replace(problem, visits=tuple(v for v in problem.visits if v.id in wanted), teams=teams)


def _longer(hours: Window, by_s: int) -> Window:
    return Window(hours.start_s, min(DAY_S, hours.end_s + by_s))


def _holder(orders: Orders, visit_id: str) -> str:
    return next(team for team, order in orders.items() if any(visit.id == visit_id for visit in order))
