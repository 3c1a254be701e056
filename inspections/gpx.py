"""A plan as GPX 1.1: a route and a track per team, a waypoint per stop with its times."""

from django.utils import timezone
from django.utils.translation import gettext as _
from gpxpy.gpx import GPX, GPXRoute, GPXRoutePoint, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from inspections.itinerary import Day, days_of
from inspections.models import Leg, Plan, PlanVisit
from inspections.wording import travel_label


def plan_gpx(plan: Plan) -> str:
    """The document as text; the travel label is in its description and in every track's."""
    label = travel_label(plan)
    document = GPX()
    document.creator = "Phang-Ut"
    document.name, document.description, document.time = plan.title, label, plan.solved_at
    for day in days_of(plan):
        if day.visits:
            _add(document, day, label)
    return str(document.to_xml(version="1.1"))


def _add(document: GPX, day: Day, label: str) -> None:
    document.waypoints.extend(_waypoint(day, visit) for visit in day.visits)
    route = GPXRoute(name=day.team.name, description=label)
    route.points.append(GPXRoutePoint(day.team.start.y, day.team.start.x, name=day.team.start_office.name))
    route.points.extend(
        GPXRoutePoint(visit.position.y, visit.position.x, name=_numbered(visit), time=visit.arrival)
        for visit in day.visits
    )
    route.points.append(GPXRoutePoint(day.team.end.y, day.team.end.x, name=day.team.end_office.name))
    document.routes.append(route)
    track = GPXTrack(name=day.team.name, description=label)
    track.segments.extend(_segment(leg) for leg in day.legs)
    document.tracks.append(track)


def _segment(leg: Leg) -> GPXTrackSegment:
    return GPXTrackSegment([GPXTrackPoint(lat, lon) for lon, lat in leg.line.coords])


def _waypoint(day: Day, visit: PlanVisit) -> GPXWaypoint:
    words = _("%(team)s, arrive %(arrive)s, leave %(leave)s") % {
        "team": day.team.name,
        "arrive": _clock(visit.arrival),
        "leave": _clock(visit.departure),
    }
    return GPXWaypoint(visit.position.y, visit.position.x, name=_numbered(visit), description=words, time=visit.arrival)


def _numbered(visit: PlanVisit) -> str:
    return f"{visit.number}. {visit.facility.name}"


def _clock(moment: object) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""  # type: ignore[arg-type]
