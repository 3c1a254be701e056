"""From a request to a problem: reads teams, offices, facilities and travel times. Names what cannot be planned."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.models import Office
from inspections.models import Team
from inspections.plan_request import PlanRequest, TeamWish
from inspections.problem import Problem
from inspections.problem import Team as ProblemTeam
from inspections.problem import Visit as ProblemVisit
from inspections.travel import Times, Travel


@dataclass(frozen=True, slots=True)
class Crew:
    """A team of the request with the offices it leaves from and returns to; both have a position."""

    team: Team
    start: Office
    end: Office


@dataclass(frozen=True, slots=True)
class Assembly:
    """A problem and the rows behind it. Visit and team ids are their places in the request, as text.

    Places of the matrix: the facilities in order, then start and end office of each team.
    """

    problem: Problem
    facilities: tuple[Facility, ...]
    crews: tuple[Crew, ...]
    places: tuple[LonLat, ...]
    times: Times


def assemble(request: PlanRequest, travel: Travel) -> Assembly:
    """Raises `BadInput` for unknown or inactive teams, unknown facilities, and anything without a position."""
    facilities = _facilities([visit.facility_id for visit in request.visits])
    crews = _crews(request.teams)
    points = [facility.position for facility in facilities]
    points += [office.position for crew in crews for office in (crew.start, crew.end)]
    places = tuple(LonLat(point.x, point.y) for point in points if point)
    times = travel.times(places)
    problem = Problem(request.date, times.matrix, _visits(request), _teams(request), request.break_)
    return Assembly(problem, facilities, crews, places, times)


def position_of(place: LonLat) -> Point:
    """As the database stores it."""
    return Point(place.lon, place.lat, srid=4326)


def _visits(request: PlanRequest) -> tuple[ProblemVisit, ...]:
    return tuple(
        ProblemVisit(
            str(place),
            place,
            wish.minutes,
            wish.priority,
            wish.windows,
            None if wish.team is None else str(wish.team),
        )
        for place, wish in enumerate(request.visits)
    )


def _teams(request: PlanRequest) -> tuple[ProblemTeam, ...]:
    first = len(request.visits)
    return tuple(
        ProblemTeam(str(number), first + 2 * number, first + 2 * number + 1, wish.hours, wish.max_visits)
        for number, wish in enumerate(request.teams)
    )


def _facilities(ids: list[int]) -> tuple[Facility, ...]:
    found = Facility.objects.filter(pk__in=ids).defer("footprint", "shape", "mercator").in_bulk()
    _all_known("facilities", ids, found)
    facilities = tuple(found[one] for one in ids)
    nowhere = [facility.name for facility in facilities if facility.position is None]
    if nowhere:
        raise BadInput(
            _("A facility to be visited needs a position. These have none: %(names)s") % {"names": ", ".join(nowhere)},
            field="facilities",
            value=", ".join(nowhere),
        )
    return facilities


def _crews(wishes: tuple[TeamWish, ...]) -> tuple[Crew, ...]:
    ids = [wish.team_id for wish in wishes]
    teams = Team.objects.filter(pk__in=ids, active=True).select_related("home").in_bulk()
    _all_known("teams", ids, teams)
    wanted = {office for wish in wishes for office in (wish.start_office_id, wish.end_office_id) if office is not None}
    offices = Office.objects.in_bulk(wanted)
    _all_known("offices", sorted(wanted), offices)
    return tuple(_crew(teams[wish.team_id], wish, offices) for wish in wishes)


def _crew(team: Team, wish: TeamWish, offices: dict[int, Office]) -> Crew:
    start = team.home if wish.start_office_id is None else offices[wish.start_office_id]
    end = team.home if wish.end_office_id is None else offices[wish.end_office_id]
    for office in (start, end):
        if office.position is None:
            raise BadInput(
                _("An office where a team starts or ends needs a position. This one has none: %(name)s")
                % {"name": office.name},
                field="offices",
                value=office.name,
            )
    return Crew(team, start, end)


def _all_known(field: str, ids: Iterable[int], found: Container[int]) -> None:
    missing = [str(one) for one in ids if one not in found]
    if missing:
        raise BadInput(
            _("Not on record, or no longer active: %(ids)s") % {"ids": ", ".join(missing)},
            field=field,
            value=", ".join(missing),
        )
