"""An officer's view of one report."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.changes import Actor
from geo.errors import PhangUtError
from geo.layers import Viewer
from geo.posting import post_or_back_to
from incidents import duplicates, likely
from incidents.dossier import dossier_context
from incidents.models import Report
from incidents.pages.door import officers_only, report_for, require
from incidents.readings import read_reporter


@never_cache
@officers_only
@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known of one report but the contact."""
    return page(request, report_for(request, pk))


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the reporter's contact this once; that it was read is recorded."""
    require(request, "incidents.view_reportercontact")
    report = report_for(request, pk)
    return page(request, report, contact=read_reporter(report, actor=Actor.of(request.user)))


def page(request: HttpRequest, report: Report, *, error: PhangUtError | None = None, **more: Any) -> HttpResponse:
    """The dossier, with what was wrong in a form that was sent."""
    viewer = Viewer.of(request.user)
    context = {
        **dossier_context(report, viewer, timezone.now(), user_id=request.user.pk),
        **duplicates.context(report, viewer),
        **likely.context(report, viewer),
        "chosen_office": request.POST.get("to_office") or request.GET.get("to", ""),
        "doing": request.POST.get("doing", ""),
        "typed": request.POST,
        "error": error,
        **more,
    }
    return render(request, "incidents/dossier.html", context, status=error.status if error else 200)
