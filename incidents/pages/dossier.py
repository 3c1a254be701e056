"""An officer's view of one report, and what may be done with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from geo.models import Office, Quality
from geo.posting import post_or_back_to
from incidents.answers import supporting_words
from incidents.features import dossier_features
from incidents.models import Report, ReporterContact
from incidents.models.report import STATE_NAMES
from incidents.operations import change_state
from incidents.pages.door import officers_only, report_for, require
from incidents.readings import Reporter, read_reporter
from incidents.shown_place import sees_place, shown_point, shown_text
from incidents.states import State, steps_from


@never_cache
@officers_only
@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known of one report but the contact."""
    return _page(request, report_for(request, pk))


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of the report's life, with its reason."""
    require(request, "incidents.change_report")
    report = report_for(request, pk)
    try:
        _step(request, report)
    except (BadInput, Conflict) as error:
        return _page(request, report_for(request, pk), error=error, status=error.status)
    messages.success(request, _("The new state is stored."))
    return redirect("incidents:dossier", pk=pk)


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the reporter's contact this once; that it was read is recorded."""
    require(request, "incidents.view_reportercontact")
    report = report_for(request, pk)
    return _page(request, report, contact=read_reporter(report, actor=Actor.of(request.user)))


def _step(request: HttpRequest, report: Report) -> None:
    chosen = request.POST.get("state", "")
    if chosen not in [member.value for member in State]:
        raise BadInput(_("Choose the next state"), field="state", value=chosen)
    change_state(
        report,
        State(chosen),
        actor=Actor.of(request.user),
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
        to_office=request.POST.get("to_office") or None,
    )


def _page(
    request: HttpRequest,
    report: Report,
    *,
    contact: Reporter | None = None,
    error: BadInput | Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, attribution = Viewer.of(request.user), report.attribution
    context = {
        "report": report,
        "attribution": attribution,
        "supporting": supporting_words(attribution),
        "quality": Quality(attribution.boundary_quality).label,
        "features": dossier_features(report, attribution, viewer),
        "text": shown_text(report, viewer),
        "place": shown_point(report, viewer),
        "exact": sees_place(viewer),
        "steps": [(step.value, STATE_NAMES[step]) for step in steps_from(State(report.state))],
        "offices": Office.objects.exclude(code=report.handled_by_id),
        "may_transfer": State.TRANSFERRED in steps_from(State(report.state)),
        "has_contact": ReporterContact.objects.filter(report=report).exists(),
        "may_change": viewer.may("incidents.change_report"),
        "may_read_contact": viewer.may("incidents.view_reportercontact"),
        "contact": contact,
        "error": error,
        "typed": request.POST,
    }
    return render(request, "incidents/dossier.html", context, status=status)
