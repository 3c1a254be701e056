"""The solver keeps the rules, gives the same answer twice, and names the rule that kept a visit out."""

import random

from inspections.answer import Answer, Rule
from inspections.problem import Lunch, Matrix, Problem, Window
from inspections.solve import solve
from tests.builders_inspections import a_line_of_places, a_problem, a_team, a_visit

H = 3600


def test_one_team_goes_along_the_road_and_comes_back() -> None:
    day = solve(a_problem(a_visit(2), a_visit(1))).itineraries[0]
    assert {stop.visit_id for stop in day.stops} == {"v1", "v2"}
    assert (day.drive_s, day.drive_m) == (2 * H, 120_000)
    assert day.return_s == 8.5 * H + 2 * H + 2 * H


def test_the_same_problem_gives_the_same_answer() -> None:
    problem = scattered(40, teams=3)
    assert solve(problem) == solve(problem)


def test_no_itinerary_leaves_early_returns_late_or_flies() -> None:
    problem = scattered(40, teams=3, lunch=Lunch())
    answer = solve(problem)
    assert broken_rules(problem, answer) == []
    assert len(answer.unassigned) + sum(len(day.stops) for day in answer.itineraries) == 40


def test_a_visit_waits_for_its_window_and_the_team_leaves_later_instead() -> None:
    stop = solve(a_problem(a_visit(1, windows=(Window(10 * H, 11 * H),)))).itineraries[0].stops[0]
    assert (stop.arrive_s, stop.start_s, stop.waiting_s) == (10 * H, 10 * H, 0)


def test_a_pinned_visit_goes_to_its_team() -> None:
    near, far = a_team(id="near"), a_team(id="far", start=5, end=5)
    days = solve(a_problem(a_visit(1, team_id="far"), teams=(near, far))).itineraries
    assert [len(day.stops) for day in days] == [0, 1]


def test_lunch_is_taken_in_its_window_and_costs_its_length() -> None:
    visits = [a_visit(n) for n in (1, 2, 3)]
    day = solve(a_problem(*visits, lunch=Lunch())).itineraries[0]
    assert day.lunch is not None
    assert 11.5 * H <= day.lunch.start_s <= 13 * H
    assert day.lunch.end_s - day.lunch.start_s == H
    assert day.return_s == 8.5 * H + 3 * H + 3 * H + H


def test_too_far_even_alone_says_when_the_earliest_return_would_be() -> None:
    (left,) = solve(a_problem(a_visit(8), a_visit(1))).unassigned
    assert (left.rule, left.team_id) == (Rule.TOO_FAR, "a")
    assert left.return_s == 8.5 * H + 9 * H
    assert left.overtime_s == H


def test_a_window_no_team_can_meet_is_named() -> None:
    (left,) = solve(a_problem(a_visit(4, windows=(Window(8 * H, 9 * H),)), a_visit(1))).unassigned
    assert left.rule is Rule.WINDOW


def test_full_team_says_how_much_overtime_would_do() -> None:
    visits = [a_visit(1, id=f"v{n}", minutes=120) for n in range(4)]
    (left,) = solve(a_problem(*visits)).unassigned
    assert (left.rule, left.overtime_s, left.return_s) == (Rule.FULL, H, 17.5 * H)


def test_replanning_finds_less_overtime_than_inserting() -> None:
    """One team is an hour short as things stand; moving a visit to the other makes it half an hour."""
    a, b = a_team(id="a"), a_team(id="b", hours=Window(int(8.5 * H), int(12.5 * H)))
    visits = [a_visit(1, id=f"v{n}", minutes=minutes) for n, minutes in enumerate((210, 210, 150, 90))]
    (left,) = solve(a_problem(*visits, teams=(a, b))).unassigned
    assert left.rule is Rule.FULL
    assert 0 < left.overtime_s <= H


def test_a_team_at_its_number_of_visits_is_named_with_the_number_that_would_do() -> None:
    visits = [a_visit(n, minutes=30) for n in (1, 2)]
    (left,) = solve(a_problem(*visits, teams=(a_team(max_visits=1),))).unassigned
    assert (left.rule, left.limit, left.overtime_s) == (Rule.LIMIT, 2, 0)


def test_urgent_visits_are_kept_when_not_all_fit() -> None:
    visits = [a_visit(1, id=f"v{n}", minutes=200, priority=100 if n == 2 else 0) for n in range(3)]
    assert "v2" not in {left.visit_id for left in solve(a_problem(*visits)).unassigned}


def scattered(count: int, teams: int, lunch: Lunch | None = None) -> Problem:
    """Sites and offices strewn over 100 x 100 minutes, the same ones every time."""
    dice = random.Random(7)
    spots = [(dice.random() * 100, dice.random() * 100) for _ in range(count + teams)]
    rows = tuple(tuple(round(60 * ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5) for bx, by in spots) for ax, ay in spots)
    return a_problem(
        *(a_visit(n, id=str(n), minutes=dice.choice((30, 60, 90))) for n in range(count)),
        teams=tuple(a_team(id=f"t{n}", start=count + n, end=count + n, max_visits=9) for n in range(teams)),
        matrix=Matrix(rows, rows),
        lunch=lunch,
    )


def broken_rules(problem: Problem, answer: Answer) -> list[str]:
    """Checks an answer without any of the code that made it."""
    broken = []
    visits = {visit.id: visit for visit in problem.visits}
    for team, day in zip(problem.teams, answer.itineraries, strict=True):
        place, now = team.start, day.leave_s
        lunch = day.lunch.end_s - day.lunch.start_s if day.lunch else 0
        for number, stop in enumerate(day.stops):
            visit = visits[stop.visit_id]
            pause = lunch if day.lunch and day.lunch.after == number else 0
            if stop.start_s - now < problem.matrix.durations_s[place][visit.place] + pause:
                broken.append(f"{stop.visit_id} begins before the team can be there")
            if stop.depart_s - stop.start_s != visit.minutes * 60:
                broken.append(f"{stop.visit_id} is cut short")
            place, now = visit.place, stop.depart_s
        if day.return_s > team.hours.end_s or day.leave_s < team.hours.start_s:
            broken.append(f"{team.id} works over hours")
        if team.max_visits and len(day.stops) > team.max_visits:
            broken.append(f"{team.id} has too many visits")
        if problem.lunch and now > problem.lunch.window.end_s + problem.lunch.length_s and not day.lunch:
            broken.append(f"{team.id} has no lunch")
    return broken


def test_the_largest_plan_is_solved() -> None:
    problem = scattered(200, teams=10, lunch=Lunch())
    assert broken_rules(problem, solve(problem)) == []


def test_a_line_is_what_it_says() -> None:
    assert a_line_of_places(3).durations_s[0] == (0, 1800, 3600)
