"""The solver on Solomon's VRPTW instances with known best solutions: feasible, and not far from the best distance.

Solomon also limits loads, which inspections have not; without them a plan can only be shorter, so the check is an
upper bound on c101, r101 and rc101, where time windows bind and loads hardly do.
"""

import csv
from dataclasses import dataclass

import pytest

from inspections.answer import Itinerary
from inspections.problem import Matrix, Problem, Team, Visit, Window
from inspections.solve import solve
from tests.builders_inspections import DAY
from tests.real_data import real_file

TENTHS = 10
"""Distances are kept in tenths of Solomon's unit; his unit of time is our minute."""
SPARE_TEAMS = 3
"""Beyond the fewest teams known: the least distance is what we drive for, not the fewest teams."""


@dataclass(frozen=True)
class Customer:
    x: float
    y: float
    ready: int
    due: int
    service: int


@pytest.mark.realdata
@pytest.mark.parametrize("name", ["c101", "r101", "rc101"])
def test_known_instances_are_solved_near_their_best(name: str) -> None:
    customers = read(name)
    best = next(
        row for row in csv.DictReader(real_file("vrp/solomon/bks_computed.csv").open()) if row["instance"] == name
    )
    problem = as_problem(customers, teams=int(best["vehicles"]) + SPARE_TEAMS)
    answer = solve(problem)
    assert not answer.unassigned
    assert all(windows_kept(day, customers) for day in answer.itineraries)
    driven = sum(day.drive_m for day in answer.itineraries) / TENTHS
    assert driven < float(best["distance"]) * 1.15


def read(name: str) -> list[Customer]:
    folder = name.rstrip("0123456789")
    lines = real_file(f"vrp/solomon/{folder}/1/{name}.txt").read_text().splitlines()
    rows = [line.split() for line in lines if len(line.split()) == 7 and line.split()[0].isdigit()]
    return [Customer(float(r[1]), float(r[2]), int(r[4]), int(r[5]), int(r[6])) for r in rows]


def as_problem(customers: list[Customer], teams: int) -> Problem:
    """One unit of time is a minute; everybody starts and ends at the depot, which is the first customer."""
    units = [[((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for b in customers] for a in customers]
    seconds = tuple(tuple(round(unit * 60) for unit in row) for row in units)
    tenths = tuple(tuple(round(unit * TENTHS) for unit in row) for row in units)
    visits = tuple(
        Visit(str(number), number, one.service, windows=(Window(one.ready * 60, one.due * 60),))
        for number, one in enumerate(customers)
        if number
    )
    day = Window(0, customers[0].due * 60)
    crews = tuple(Team(f"t{number}", 0, 0, day) for number in range(teams))
    return Problem(DAY, Matrix(seconds, tenths), visits, crews)


def windows_kept(day: Itinerary, customers: list[Customer]) -> bool:
    return all(
        customers[int(stop.visit_id)].ready * 60 <= stop.start_s <= customers[int(stop.visit_id)].due * 60
        for stop in day.stops
    )
