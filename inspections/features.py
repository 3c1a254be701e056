"""A plan as GeoJSON: stops, offices and legs, for the map, the API and the export. WGS84, lon lat."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.itinerary import Day, days_of
from inspections.method import Method
from inspections.models import Leg, Plan, PlanVisit
from inspections.wording import reason, travel_label

Json = dict[str, Any]


def plan_geojson(plan: Plan) -> Json:
    """A FeatureCollection; `travel_label` and `travel_source` beside the features, and in every leg."""
    label = travel_label(plan)
    days = days_of(plan)
    features = [feature for day in days for feature in _day(day, label)]
    features += [_left_out(visit, days) for visit in plan.visits.filter(plan_team=None).select_related("facility")]
    return {
        "type": "FeatureCollection",
        "name": plan.title,
        "plan": plan.pk,
        "date": plan.date.isoformat(),
        "state": plan.state,
        "travel_source": plan.travel_source,
        "travel_label": label,
        "features": features,
    }


def _day(day: Day, label: str) -> list[Json]:
    legs = [_leg(day, leg, label) for leg in day.legs]
    stops = [_stop(day, visit) for visit in day.visits]
    return [*legs, *_offices(day), *stops]


def _leg(day: Day, leg: Leg, label: str) -> Json:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in leg.line.coords]},
        "properties": {
            "feature": "leg",
            "team": day.team.name,
            "colour": f"--team-{day.team.hue}",
            "order": leg.order,
            "method": leg.method,
            "dashed": leg.method == Method.ESTIMATE,
            "drive_s": leg.drive_s,
            "drive_m": leg.drive_m,
            "travel_label": label,
        },
    }


def _stop(day: Day, visit: PlanVisit) -> Json:
    moments = {"arrival": visit.arrival, "start": visit.start, "departure": visit.departure}
    return {
        "type": "Feature",
        "id": visit.facility_id,
        "geometry": {"type": "Point", "coordinates": list(visit.position.coords)},
        "properties": {
            "feature": "stop",
            "team": day.team.name,
            "colour": f"--team-{day.team.hue}",
            "number": visit.number,
            "facility": visit.facility_id,
            "title": visit.facility.name,
            "minutes": visit.minutes,
            "drive_s": visit.drive_s,
            "drive_m": visit.drive_m,
            "waiting_s": visit.waiting_s,
            **{key: _local(moment) for key, moment in moments.items()},
        },
    }


def _offices(day: Day) -> list[Json]:
    team = day.team
    ends = [(team.start, team.start_office)]
    if team.end.coords != team.start.coords:
        ends.append((team.end, team.end_office))
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(point.coords)},
            "properties": {
                "feature": "office",
                "team": team.name,
                "colour": f"--team-{team.hue}",
                "title": office.name,
                "shape": "house",
            },
        }
        for point, office in ends
    ]


def _left_out(visit: PlanVisit, days: list[Day]) -> Json:
    return {
        "type": "Feature",
        "id": visit.facility_id,
        "geometry": {"type": "Point", "coordinates": list(visit.position.coords)},
        "properties": {
            "feature": "left_out",
            "facility": visit.facility_id,
            "title": _("%(name)s (left out)") % {"name": visit.facility.name},
            "rule": visit.unassigned_rule,
            "reason": reason(visit, [day.team for day in days]),
            "status": "struck_off",
        },
    }


def _local(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
