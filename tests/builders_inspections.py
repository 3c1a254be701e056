"""Inspection problems, offices and facilities with a default for every field."""

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.contrib.gis.geos import Point

from facilities.models import Facility
from geo.changes import Actor
from geo.crs import WGS84
from geo.models import Office
from inspections import models
from inspections.operations import make_plan
from inspections.plan_request import PlanRequest, TeamWish, VisitWish
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


def an_office(code: str = "pio-25", lon: float | None = 101.37, lat: float = 14.05, **fields: Any) -> Office:
    point = None if lon is None else Point(lon, lat, srid=WGS84)
    defaults = {"kind": "pio", "name_th": f"สำนักงาน {code}", "name_en": f"Office {code}", "position": point}
    return Office.objects.create(code=code, **(defaults | fields))


def a_crew(name: str = "ทีมหนึ่ง", **fields: Any) -> models.Team:
    home = fields.pop("home", None) or Office.objects.filter(code="pio-25").first() or an_office()
    return models.Team.objects.create(**({"name_th": name, "name_en": "Team one", "home": home} | fields))


def a_site(number: int = 1, lon: float | None = 101.40, lat: float = 14.05, **fields: Any) -> Facility:
    """A factory about 3 km east of the office for every number."""
    point = None if lon is None else Point(lon + 0.03 * (number - 1), lat, srid=WGS84)
    defaults = {"kind": "factory", "status": "operating", "name_th": f"โรงงาน {number}", "position": point}
    keys = {"source": "test", "source_key": f"{number}", "position_method": "stated"}
    return Facility.objects.create(**(defaults | keys | fields))


def a_request(*facilities: Facility, teams: tuple[TeamWish, ...] = (), **fields: Any) -> PlanRequest:
    visits = fields.pop("visits", None) or tuple(VisitWish(facility.pk, 60) for facility in facilities)
    return PlanRequest(**({"date": DAY, "visits": visits, "teams": teams or (TeamWish(a_crew().pk),)} | fields))


def a_plan(*facilities: Facility, **fields: Any) -> models.Plan:
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    return make_plan(a_request(*(facilities or (a_site(1), a_site(2))), **fields), actor=Actor("test"), now=now)


def a_planner(*permissions: str, username: str = "planner") -> User:
    """May see and make plans unless told otherwise."""
    user = User.objects.create_user(username, password="x")
    wanted = permissions or ("view_plan", "add_plan")
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted, content_type__app_label="inspections"))
    return user
