"""JSON API of plans, for logged-in callers with the permissions of the pages."""

from datetime import date as Date  # a field below is called date
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.security import django_auth

from geo.changes import Actor
from inspections import operations
from inspections.features import plan_geojson
from inspections.itinerary import Day, days_of
from inspections.models import Plan
from inspections.permission import MAKE, VIEW, require
from inspections.plan_request import DAY_END, DAY_START, DEFAULT_MINUTES, PlanRequest, TeamWish, VisitWish
from inspections.views import plan_by_id
from inspections.wording import cautions, reason, travel_label

router = Router(tags=["inspections"], auth=django_auth)


class VisitIn(Schema):
    """One facility to visit. `team` is the place (from 0) of a team below, if only that one may go."""

    facility: int
    minutes: int = DEFAULT_MINUTES
    priority: int = Field(0, description="0 usual to 100 urgent")
    begins_from: time | None = None
    begins_to: time | None = None
    team: int | None = None


class TeamIn(Schema):
    """One team; offices default to its home."""

    team: int
    start_office: int | None = None
    end_office: int | None = None
    day_start: time = DAY_START
    day_end: time = DAY_END
    max_visits: int | None = None


class PlanIn(Schema):
    """One day to plan."""

    date: Date
    visits: list[VisitIn]
    teams: list[TeamIn]
    title: str = ""
    lunch: bool = True


class StopOut(Schema):
    """One visit of a team's day. Moments are ISO 8601 with offset; driving leads to the stop."""

    number: int
    facility: int
    name: str
    arrival: datetime
    start: datetime
    departure: datetime
    minutes: int
    waiting_s: int
    drive_s: int
    drive_m: int


class DayOut(Schema):
    """One team's day; `leave` and `back` are null for a team without visits."""

    team: str
    leave: datetime | None
    back: datetime | None
    drive_s: int
    drive_m: int
    waiting_s: int
    stops: list[StopOut]


class LeftOut(Schema):
    """A visit that was not planned: the rule, its figures, and the reason in words."""

    facility: int
    name: str
    rule: str
    reason: str
    facts: dict[str, Any]


class PlanOut(Schema):
    """A plan. `travel_label` says where its times come from and must be shown with them."""

    id: int
    title: str
    date: Date
    state: str
    travel_source: str
    travel_label: str
    cautions: list[str]
    days: list[DayOut]
    unassigned: list[LeftOut]


@router.post("/plans", response={201: PlanOut}, summary="Plan a day of inspections")
def make(request: HttpRequest, wish: PlanIn) -> Status[dict[str, Any]]:
    """Needs `inspections.add_plan`. 400 names the field, value and rule of what cannot be planned."""
    require(request, MAKE)
    plan = operations.make_plan(_parsed(wish), actor=Actor.of(request.user), now=timezone.now())
    return Status(201, _out(plan))


@router.get("/plans/{plan_id}", response=PlanOut, summary="A plan with its itineraries")
def one(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Needs `inspections.view_plan`."""
    require(request, VIEW)
    return _out(plan_by_id(plan_id))


@router.get("/plans/{plan_id}/geojson", response=dict[str, Any], summary="A plan's stops and legs as GeoJSON")
def features(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Needs `inspections.view_plan`."""
    require(request, VIEW)
    return plan_geojson(plan_by_id(plan_id))


def _parsed(wish: PlanIn) -> PlanRequest:
    visits = tuple(
        VisitWish(one.facility, one.minutes, one.priority, one.begins_from, one.begins_to, one.team)
        for one in wish.visits
    )
    teams = tuple(
        TeamWish(one.team, one.start_office, one.end_office, one.day_start, one.day_end, one.max_visits)
        for one in wish.teams
    )
    return PlanRequest(wish.date, visits, teams, wish.title, wish.lunch)


def _out(plan: Plan) -> dict[str, Any]:
    days = days_of(plan)
    teams = [day.team for day in days]
    left_out = plan.visits.filter(plan_team=None).select_related("facility")
    return {
        "id": plan.pk,
        "title": plan.title,
        "date": plan.date,
        "state": plan.state,
        "travel_source": plan.travel_source,
        "travel_label": travel_label(plan),
        "cautions": cautions(plan.date),
        "days": [_day(day) for day in days],
        "unassigned": [
            {
                "facility": visit.facility_id,
                "name": visit.facility.name,
                "rule": visit.unassigned_rule,
                "reason": reason(visit, teams),
                "facts": visit.unassigned_facts,
            }
            for visit in left_out
        ],
    }


def _day(day: Day) -> dict[str, Any]:
    names = ("arrival", "start", "departure", "minutes", "waiting_s", "drive_s", "drive_m", "number")
    return {
        "team": day.team.name,
        "leave": day.team.leave_at and timezone.localtime(day.team.leave_at),
        "back": day.team.return_at and timezone.localtime(day.team.return_at),
        "drive_s": day.drive_s,
        "drive_m": day.drive_m,
        "waiting_s": day.waiting_s,
        "stops": [
            {name: _local(getattr(visit, name)) for name in names}
            | {"facility": visit.facility_id, "name": visit.facility.name}
            for visit in day.visits
        ],
    }


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) else value
