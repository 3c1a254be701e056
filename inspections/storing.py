"""Writing an answer into a plan's rows. Call it inside the operation's transaction."""

from datetime import date, datetime, time, timedelta

from django.contrib.gis.geos import LineString
from django.utils import timezone

from geo.crs import WGS84
from inspections.answer import Answer, Itinerary, Stop, Unassigned
from inspections.assembling import Assembly, position_of
from inspections.models import Leg, Plan, PlanTeam, PlanVisit
from inspections.plan_request import PlanRequest
from inspections.travel import Leg as TravelLeg

Legs = list[list[TravelLeg]]


def store(plan: Plan, request: PlanRequest, assembly: Assembly, answer: Answer, legs: Legs) -> None:
    """Replace the plan's teams, visits and legs by those of the answer. `legs` are per team, the way home last."""
    plan.visits.all().delete()
    plan.teams.all().delete()
    teams = PlanTeam.objects.bulk_create(
        _team(plan, request, assembly, number, day) for number, day in enumerate(answer.itineraries)
    )
    places = {
        stop.visit_id: (team, order, stop)
        for team, day in zip(teams, answer.itineraries, strict=True)
        for order, stop in enumerate(day.stops)
    }
    left_out = {one.visit_id: one for one in answer.unassigned}
    PlanVisit.objects.bulk_create(
        _visit(plan, request, assembly, number, places.get(str(number)), left_out.get(str(number)))
        for number in range(len(request.visits))
    )
    Leg.objects.bulk_create(
        _leg(team, order, leg, day)
        for team, day, drawn in zip(teams, answer.itineraries, legs, strict=True)
        for order, leg in enumerate(drawn)
    )


def at(day: date, seconds: int) -> datetime:
    """Seconds after midnight in Thailand as a moment."""
    return timezone.make_aware(datetime.combine(day, time()) + timedelta(seconds=seconds))


def _team(plan: Plan, request: PlanRequest, assembly: Assembly, number: int, day: Itinerary) -> PlanTeam:
    wish, crew, goes = request.teams[number], assembly.crews[number], bool(day.stops)
    first = len(request.visits) + 2 * number
    return PlanTeam(
        plan=plan,
        order=number,
        team=crew.team,
        name_th=crew.team.name_th,
        name_en=crew.team.name_en,
        start_office=crew.start,
        start=position_of(assembly.places[first]),
        end_office=crew.end,
        end=position_of(assembly.places[first + 1]),
        day_start=wish.day_start,
        day_end=wish.day_end,
        max_visits=wish.max_visits,
        leave_at=at(plan.date, day.leave_s) if goes else None,
        return_at=at(plan.date, day.return_s) if goes else None,
        return_drive_s=day.return_drive_s,
        return_drive_m=day.return_drive_m,
        lunch_start=at(plan.date, day.lunch.start_s) if day.lunch else None,
        lunch_end=at(plan.date, day.lunch.end_s) if day.lunch else None,
        lunch_after=day.lunch.after if day.lunch else None,
    )


def _visit(
    plan: Plan,
    request: PlanRequest,
    assembly: Assembly,
    number: int,
    place: tuple[PlanTeam, int, Stop] | None,
    left_out: Unassigned | None,
) -> PlanVisit:
    wish = request.visits[number]
    visit = PlanVisit(
        plan=plan,
        facility=assembly.facilities[number],
        position=position_of(assembly.places[number]),
        minutes=wish.minutes,
        priority=wish.priority,
        window_start=wish.window_start,
        window_end=wish.window_end,
        pinned=wish.team is not None,
    )
    if place:
        _put(visit, *place)
    if left_out:
        visit.unassigned_rule, visit.unassigned_facts = left_out.rule, _facts(left_out)
    return visit


def _put(visit: PlanVisit, team: PlanTeam, order: int, stop: Stop) -> None:
    day = visit.plan.date
    visit.plan_team, visit.order = team, order
    visit.arrival, visit.start, visit.departure = (
        at(day, moment) for moment in (stop.arrive_s, stop.start_s, stop.depart_s)
    )
    visit.waiting_s, visit.drive_s, visit.drive_m = stop.waiting_s, stop.drive_s, stop.drive_m


def _facts(left_out: Unassigned) -> dict[str, int | bool | None]:
    return {
        "team": None if left_out.team_id is None else int(left_out.team_id),
        "overtime_s": left_out.overtime_s,
        "return_s": left_out.return_s,
        "limit": left_out.limit,
        "replanned": left_out.replanned,
    }


def _leg(team: PlanTeam, order: int, leg: TravelLeg, day: Itinerary) -> Leg:
    drives = [(stop.drive_s, stop.drive_m) for stop in day.stops] + [(day.return_drive_s, day.return_drive_m)]
    drive_s, drive_m = drives[order]
    line = LineString([(place.lon, place.lat) for place in leg.line], srid=WGS84)
    return Leg(plan_team=team, order=order, line=line, method=leg.method, drive_s=drive_s, drive_m=drive_m)
