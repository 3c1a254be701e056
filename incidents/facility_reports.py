"""A section of the facility's dossier: its open reports, for officers."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from facilities.models import Facility
from geo.layers import Viewer
from incidents.models import Report

SHOWN = 20


def render(facility: Facility, viewer: Viewer) -> SafeString | str:
    """Nothing for those who may not see reports, and where there are none."""
    if not viewer.may("incidents.view_report"):
        return ""
    found = Report.objects.seen_by(viewer).open().about(facility.pk).select_related("category", "attribution")
    reports = list(found.order_by("-received_at", "-id")[: SHOWN + 1])
    if not reports:
        return ""
    context = {"reports": reports[:SHOWN], "more": len(reports) > SHOWN}
    return render_to_string("incidents/facility_reports.html", context)
