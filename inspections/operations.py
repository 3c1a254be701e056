"""Making, remaking, finishing and dropping plans. Every step is recorded with its actor."""

from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import Conflict
from geo.models import PositionMethod
from geo.thai import tidy
from inspections import travel
from inspections.answer import Answer, Itinerary
from inspections.assembling import Assembly, assemble
from inspections.models import Plan, PlanState
from inspections.plan_request import PlanRequest
from inspections.solve import SOLVER, solve
from inspections.storing import Legs, store


def make_plan(request: PlanRequest, *, actor: Actor, now: datetime) -> Plan:
    """Plan a day and store it as a draft. Raises `BadInput`; then nothing is written."""
    solved = _solved(request)
    with transaction.atomic():
        plan = Plan(created_by_id=actor.user_id)
        _write(plan, request, solved, now)
        record(actor, "make_plan", plan, after=_summary(plan))
    return plan


def replan(plan: Plan, request: PlanRequest, *, actor: Actor, now: datetime) -> Plan:
    """Plan a draft anew in place. Raises `BadInput`, or `Conflict` unless it is a draft."""
    _only_draft(plan)
    solved = _solved(request)
    with transaction.atomic():
        plan = _locked(plan)
        before = _summary(plan)
        _write(plan, request, solved, now)
        record(actor, "replan", plan, before=before, after=_summary(plan))
    return plan


@transaction.atomic
def finish_plan(plan: Plan, *, actor: Actor) -> Plan:
    """From draft to final: no longer planned anew. Raises `Conflict` unless it is a draft."""
    return _change_state(_locked(plan), PlanState.FINAL, "finish_plan", actor)


@transaction.atomic
def cancel_plan(plan: Plan, *, actor: Actor, reason: str) -> Plan:
    """Keep the plan, marked as not carried out. Raises `Conflict` if it is cancelled already."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state == PlanState.CANCELLED:
        raise Conflict(_("This plan is cancelled already"), state=plan.state)
    return _change_state(plan, PlanState.CANCELLED, "cancel_plan", actor, reason)


@transaction.atomic
def delete_plan(plan: Plan, *, actor: Actor) -> None:
    """Remove a draft. Raises `Conflict` for others: what teams took along stays on record."""
    plan = _locked(plan)
    record(actor, "delete_plan", plan, before=_summary(plan))
    plan.delete()


def _solved(request: PlanRequest) -> tuple[Assembly, Answer, Legs]:
    """The slow part, outside of any transaction."""
    ways = travel.configured()
    assembly = assemble(request, ways)
    answer = solve(assembly.problem)
    return assembly, answer, [_legs(assembly, day, ways) for day in answer.itineraries]


def _legs(assembly: Assembly, day: Itinerary, ways: travel.Travel) -> list[travel.Leg]:
    if not day.stops:
        return []
    team = assembly.problem.teams[int(day.team_id)]
    route = [team.start, *(int(stop.visit_id) for stop in day.stops), team.end]
    estimated = [pair in assembly.problem.matrix.estimated for pair in pairwise(route)]
    return ways.legs([assembly.places[place] for place in route], estimated)


def _write(plan: Plan, request: PlanRequest, solved: tuple[Assembly, Answer, Legs], now: datetime) -> None:
    assembly, answer, legs = solved
    plan.title = tidy(request.title) or _("Inspections of %(team)s") % {"team": assembly.crews[0].team.name_th}
    plan.date, plan.params = request.date, request.params()
    plan.travel_source = assembly.times.source
    plan.travel_facts = {**assembly.times.facts, "off_road": _off_road(assembly), "vague": _vague(assembly)}
    plan.solver, plan.solved_at = SOLVER, now
    plan.save()
    store(plan, request, assembly, answer, legs)


def _off_road(assembly: Assembly) -> list[str]:
    """Names of the places that no road of the graph is near."""
    names = [facility.name for facility in assembly.facilities]
    names += [office.name_th for crew in assembly.crews for office in (crew.start, crew.end)]
    return sorted({names[place] for place in assembly.times.off_road})


def _vague(assembly: Assembly) -> list[str]:
    """Names of the offices that nobody has placed yet: they stand at the centre of their province."""
    offices = [office for crew in assembly.crews for office in (crew.start, crew.end)]
    return sorted({office.name_th for office in offices if office.position_method == PositionMethod.CENTROID})


def _locked(plan: Plan) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    _only_draft(plan)
    return plan


def _only_draft(plan: Plan) -> None:
    if plan.state != PlanState.DRAFT:
        raise Conflict(_("Only a draft can be changed or removed"), state=plan.state)


def _change_state(plan: Plan, state: PlanState, action: str, actor: Actor, reason: str = "") -> Plan:
    before = plan.state
    plan.state = state
    plan.save(update_fields=["state"])
    record(actor, action, plan, reason=reason, before={"state": before}, after={"state": state.value})
    return plan


def _summary(plan: Plan) -> dict[str, Any]:
    """Who visits what when, for the history."""
    days = [
        {"team": team.name_th, "facilities": [visit.facility_id for visit in team.visits.order_by("order")]}
        for team in plan.teams.all()
    ]
    left_out = list(plan.visits.filter(plan_team=None).values_list("facility_id", flat=True))
    return {"params": plan.params, "travel_source": plan.travel_source, "days": days, "unassigned": left_out}
