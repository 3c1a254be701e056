"""The page on which an officer puts a report where it really is: `/incidents/<id>/place/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict, OutsideThailand, PhangUtError
from geo.layers import Viewer
from incidents.amending import ERROR_M, Amended, move_place
from incidents.draft import parse_place
from incidents.features import dossier_features
from incidents.models import Report
from incidents.pages.amended import say_competence
from incidents.pages.door import officers_only, report_for, require

_USUAL_ERROR_M = 50


@never_cache
@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """A pin on the map or coordinates in any form, how far off they may be, and why."""
    require(request, "incidents.change_report")
    require(request, "incidents.view_exactplace")
    report = report_for(request, pk)
    if request.method != "POST":
        return _page(request, report)
    try:
        amended = _move(request, report)
    except (BadInput, Conflict, OutsideThailand) as error:
        return _page(request, report_for(request, pk), error)
    say_competence(request, amended)
    return redirect("incidents:dossier", pk=pk)


def _move(request: HttpRequest, report: Report) -> Amended:
    said = parse_place(request.POST.get("place", ""), Viewer.of(request.user))
    there: LonLat = said.place  # type: ignore[assignment]  # parse_place refuses texts without one
    return move_place(
        report,
        there,
        error_radius_m=_metres(request.POST.get("error_radius_m", "")),
        actor=Actor.of(request.user),
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
    )


def _metres(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        least, most = ERROR_M
        rule = _("The error is between 1 and 50,000 metres")
        raise BadInput(rule, field="error_radius_m", value=text, least=least, most=most) from None


def _page(request: HttpRequest, report: Report, error: PhangUtError | None = None) -> HttpResponse:
    present = {"place": f"{report.position.y:.6f}, {report.position.x:.6f}", "error_radius_m": _USUAL_ERROR_M}
    context = {
        "report": report,
        "features": dossier_features(report, report.attribution, Viewer.of(request.user)),
        "typed": request.POST or present,
        "error": error,
    }
    return render(request, "incidents/place.html", context, status=error.status if error else 200)
