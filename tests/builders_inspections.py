"""Inspection problems, offices and facilities with a default for every field."""

from datetime import date
from typing import Any

from inspections.problem import Lunch, Matrix, Problem, Team, Visit, Window

DAY = date(2026, 12, 1)
OFFICE_HOURS = Window(8 * 3600 + 1800, 16 * 3600 + 1800)


def a_line_of_places(count: int, minutes_apart: int = 30) -> Matrix:
    """Places on a straight road, numbered along it; one kilometre per minute."""
    rows = tuple(tuple(abs(a - b) * minutes_apart * 60 for b in range(count)) for a in range(count))
    return Matrix(rows, tuple(tuple(second * 1000 // 60 for second in row) for row in rows))


def a_visit(place: int = 1, **fields: Any) -> Visit:
    return Visit(**({"id": f"v{place}", "place": place, "minutes": 60} | fields))


def a_team(**fields: Any) -> Team:
    return Team(**({"id": "a", "start": 0, "end": 0, "hours": OFFICE_HOURS} | fields))


def a_problem(
    *visits: Visit, teams: tuple[Team, ...] = (), matrix: Matrix | None = None, lunch: Lunch | None = None
) -> Problem:
    return Problem(DAY, matrix or a_line_of_places(12), visits, teams or (a_team(),), lunch)
