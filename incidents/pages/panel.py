"""The fragment that the map slides in for one report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.layers import Viewer
from incidents.features import public_feature, report_feature
from incidents.pages.door import report_for
from incidents.shown_place import SEES_REPORTS, sees_place, shown_text


@never_cache
@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything in short for officers; category and approximate place for everybody else."""
    report, viewer = report_for(request, pk), Viewer.of(request.user)
    if not viewer.may(SEES_REPORTS):
        return render(request, "incidents/panel_public.html", {"report": report, "feature": public_feature(report)})
    context = {
        "report": report,
        "feature": report_feature(report, viewer),
        "text": shown_text(report, viewer),
        "exact": sees_place(viewer),
    }
    return render(request, "incidents/panel.html", context)
