"""From problem to answer: VROOM chooses teams and order, we compute the times and mend what it overlooked.

The same problem always gives the same answer: one thread, an exploration level fixed by size, no time limit.
"""

from importlib.metadata import version

import vroom

from inspections.answer import Answer, Itinerary
from inspections.problem import Lunch, Problem, Team, Visit
from inspections.relaxing import Orders, cheapest_insertion, reasons
from inspections.timing import earliest

THOROUGH, BROAD, QUICK = 5, 3, 1
SMALL_VISITS = 60
"""Up to here the deepest search takes a second or two; with 200 visits it takes 20 and finds no more visits."""
SOLVER = f"VROOM (pyvroom {version('pyvroom')}), 1 thread, exploration {THOROUGH}/{BROAD}"


def solve(problem: Problem) -> Answer:
    """The best plan found: highest total priority, then most visits, then least driving."""
    level = THOROUGH if len(problem.visits) <= SMALL_VISITS else BROAD
    orders = _mended(problem, choose(problem, level))
    itineraries = tuple(_day(problem, team, orders[team.id]) for team in problem.teams)
    return Answer(itineraries, reasons(problem, orders, choose_quickly))


def choose(problem: Problem, exploration: int) -> Orders:
    """VROOM's choice: the visits of each team, in order. Teams without visits are there too."""
    model = vroom.Input()
    model.set_durations_matrix("car", problem.matrix.durations_s)
    model.set_distances_matrix("car", problem.matrix.distances_m)
    numbers = {team.id: number for number, team in enumerate(problem.teams, 1)}
    model.add_vehicle([_vehicle(problem, team, numbers[team.id]) for team in problem.teams])
    model.add_job([_job(visit, number, numbers) for number, visit in enumerate(problem.visits)])
    # Threads share the search by slices of their own: only one thread gives the same answer everywhere.
    routes = model.solve(exploration_level=exploration, nb_threads=1).to_dict()["routes"]
    chosen = {route["vehicle"]: _jobs(problem, route) for route in routes}
    return {team.id: chosen.get(numbers[team.id], ()) for team in problem.teams}


def choose_quickly(problem: Problem) -> Orders:
    """The same with less search, for asking what would happen under a relaxed rule."""
    return choose(problem, QUICK)


def _vehicle(problem: Problem, team: Team, number: int) -> "vroom.Vehicle":
    limit = {} if team.max_visits is None else {"max_tasks": team.max_visits}
    return vroom.Vehicle(
        number,
        start=team.start,
        end=team.end,
        time_window=vroom.TimeWindow(team.hours.start_s, team.hours.end_s),
        skills={number},
        breaks=_breaks(problem.lunch_of(team), number),
        **limit,
    )


def _breaks(lunch: Lunch | None, number: int) -> "list[vroom.Break]":
    if lunch is None:
        return []
    window = vroom.TimeWindow(lunch.window.start_s, lunch.window.end_s)
    return [vroom.Break(number, time_windows=[window], service=lunch.length_s)]


def _job(visit: Visit, number: int, numbers: dict[str, int]) -> "vroom.Job":
    return vroom.Job(
        number,
        location=visit.place,
        default_service=visit.service_s,
        priority=visit.priority,
        skills={numbers[visit.team_id]} if visit.team_id is not None else set(),
        time_windows=[vroom.TimeWindow(window.start_s, window.end_s) for window in visit.windows],
    )


def _jobs(problem: Problem, route: dict[str, list[dict[str, int | str]]]) -> tuple[Visit, ...]:
    return tuple(problem.visits[int(step["id"])] for step in route["steps"] if step["type"] == "job")


def _mended(problem: Problem, orders: Orders) -> Orders:
    """With every left-out visit put in where it fits as things stand, so that no stated reason is untrue."""
    placed = {visit.id for order in orders.values() for visit in order}
    left_out = sorted((v for v in problem.visits if v.id not in placed), key=lambda v: -v.priority)
    for visit in left_out:
        found = cheapest_insertion(problem, orders, visit, obey_limits=True)
        if found and found.overtime_s == 0:
            orders = {**orders, found.team.id: found.order}
    return orders


def _day(problem: Problem, team: Team, order: tuple[Visit, ...]) -> Itinerary:
    day = earliest(problem, team, order)
    if day is None or day.return_s > team.hours.end_s:
        raise RuntimeError(f"VROOM's order for team {team.id} cannot be kept; its model and ours differ")
    return day
