"""A section of the facility's dossier: the inspections it is or was planned in, for those who may see plans."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from facilities.models import Facility
from geo.layers import Viewer
from inspections.models import PlanVisit

SHOWN = 20


def render(facility: Facility, viewer: Viewer) -> SafeString | str:
    """Nothing for those who may not see plans, and where there are none."""
    if not viewer.may("inspections.view_plan"):
        return ""
    found = PlanVisit.objects.filter(facility=facility).select_related("plan", "plan_team")
    visits = list(found.order_by("-plan__date", "-plan_id")[: SHOWN + 1])
    if not visits:
        return ""
    context = {"visits": visits[:SHOWN], "more": len(visits) > SHOWN}
    return render_to_string("inspections/facility_visits.html", context)
