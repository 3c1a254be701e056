"""The fragment that the map slides in for one report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.layers import Viewer
from incidents.features import blurred_feature, exact_feature
from incidents.models import Report
from incidents.pages.door import report_for


@never_cache
@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything in short for officers; category and approximate place for everybody else."""
    report = report_for(request, pk)
    if Viewer.of(request.user).may("incidents.view_report"):
        return render(request, "incidents/panel.html", {"report": report, "feature": exact_feature(report)})
    feature = blurred_feature(report, Report.objects.blurred_place(report.pk))
    return render(request, "incidents/panel_public.html", {"report": report, "feature": feature})
