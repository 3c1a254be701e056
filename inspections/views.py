"""Pages of plans: the list, one plan, the form to make or change one, and the steps a plan can take."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from geo.changes import Actor
from geo.errors import BadInput, NotFound
from inspections import operations
from inspections.draft import Draft
from inspections.features import plan_geojson
from inspections.form_page import context
from inspections.itinerary import days_of
from inspections.models import Plan, PlanTeam, PlanVisit
from inspections.permission import MAKE, VIEW, needs
from inspections.wording import broken_rule, cautions, travel_label

PAGE = 50
KEPT = "plan_draft"


@needs(VIEW)
def plans(request: HttpRequest) -> HttpResponse:
    """All plans, the latest day first."""
    rows = Plan.objects.annotate(
        visit_count=_count(PlanVisit.objects.all()),
        left_out=_count(PlanVisit.objects.filter(plan_team=None)),
        team_count=_count(PlanTeam.objects.all()),
    ).order_by("-date", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "inspections/plans.html", {"page": page})


@needs(VIEW)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: itineraries beside the map."""
    found = plan_by_id(pk)
    days = days_of(found)
    shown = {
        "plan": found,
        "days": days,
        "teams": [day.team for day in days],
        "left_out": found.visits.filter(plan_team=None).select_related("facility"),
        "label": travel_label(found),
        "cautions": cautions(found.date),
        "features": plan_geojson(found),
    }
    return render(request, "inspections/plan.html", shown)


@needs(MAKE)
def new(request: HttpRequest) -> HttpResponse:
    """The form for a new plan; `?facilities=1,2,3` brings chosen ones from the map."""
    if request.method == "POST":
        return _answer(request, None)
    asked = Draft({"facility": request.GET.get("facilities", "").split(",")}).ids("facility")
    kept = request.session.pop(KEPT, None)
    draft = Draft(kept) if kept and asked else Draft.starting((), timezone.localdate() + timedelta(days=1))
    draft.choose(asked)
    return _form(request, draft, None)


@needs(MAKE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form with a draft plan's wishes."""
    found = plan_by_id(pk)
    if request.method == "POST":
        return _answer(request, found)
    return _form(request, Draft.of(found), found)


@require_POST
@needs(MAKE)
def step(request: HttpRequest, pk: str, step: str) -> HttpResponse:
    """Finish, cancel or delete a plan."""
    found, actor = plan_by_id(int(pk)), Actor.of(request.user)
    if step == "delete":
        operations.delete_plan(found, actor=actor)
        messages.success(request, _("The draft was deleted."))
        return redirect("inspections:plans")
    if step == "cancel":
        operations.cancel_plan(found, actor=actor, reason=request.POST.get("reason", "").strip()[:500])
    else:
        operations.finish_plan(found, actor=actor)
    return redirect(found)


def plan_by_id(pk: int) -> Plan:
    """Raises `NotFound`."""
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    found = Plan.objects.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise NotFound(_("There is no plan with this number"), field="id", value=pk)
    return found


def _count(rows: "QuerySet[Any]") -> Coalesce:
    """How many of these rows a plan has: counted for the plans of the page, where a join would count for all."""
    counted = rows.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _answer(request: HttpRequest, found: Plan | None) -> HttpResponse:
    """One form, several buttons: search, add, take out, choose on the map, plan."""
    draft = Draft.typed(request.POST)
    pressed, _colon, which = draft.one("step").partition(":")
    if pressed == "plan":
        return _planned(request, draft, found)
    if pressed == "add":
        draft.choose(draft.ids("add"))
    if pressed == "drop":
        draft.drop(int(which) if which.isdecimal() else 0)
    if pressed == "map":
        request.session[KEPT] = {name: values for name, values in draft.values.items() if name != "csrfmiddlewaretoken"}
        return redirect("/?pick=1")
    return _form(request, draft, found)


def _planned(request: HttpRequest, draft: Draft, found: Plan | None) -> HttpResponse:
    wish = draft.request()
    if wish is None:
        return _form(request, draft, found, status=400)
    by: dict[str, Any] = {"actor": Actor.of(request.user), "now": timezone.now()}
    try:
        made = operations.replan(found, wish, **by) if found else operations.make_plan(wish, **by)
    except BadInput as error:
        draft.errors["plan"] = broken_rule(error)
        return _form(request, draft, found, status=400)
    return redirect(made)


def _form(request: HttpRequest, draft: Draft, found: Plan | None, status: int = 200) -> HttpResponse:
    return render(request, "inspections/form.html", {**context(draft), "plan": found}, status=status)
