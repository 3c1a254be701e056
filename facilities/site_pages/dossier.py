"""A facility's dossier and its panel on the map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.dossier import dossier_of
from facilities.dossier_neighbours import DISTANCES_M, NEIGHBOURS_WITHIN_M
from facilities.dossier_sections import sections_for
from facilities.features import feature
from facilities.models import Facility
from facilities.site_pages.door import facility_for, may_mend
from facilities.visibility import PERMISSION
from geo.errors import BadInput
from geo.layers import Viewer


def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the register knows of one facility; of one merged into another, that other's."""
    viewer = Viewer.of(request.user)
    facility = facility_for(pk, Facility.everything.seen_by(viewer).for_dossier())
    if facility.merged_into_id is not None:
        return redirect("facilities:dossier", facility.merged_into_id)
    within_m = _within_m(request.GET.get("within", ""))
    context = {
        "facility": facility,
        "dossier": dossier_of(facility, viewer, within_m=within_m, with_records=viewer.may(PERMISSION)),
        "sections": sections_for(facility, viewer),
        "distances": DISTANCES_M,
        "may_mend": may_mend(request),
        "now": timezone.now(),
    }
    return render(request, "facilities/dossier.html", context)


def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that the map slides in: who it is, how good its position is, where to read on."""
    seen = Facility.objects.seen_by(Viewer.of(request.user))
    facility = facility_for(pk, seen.for_dossier())
    return render(request, "facilities/panel.html", {"facility": facility, "feature": feature(facility)})


def _within_m(text: str) -> int:
    if not text:
        return NEIGHBOURS_WITHIN_M
    if text not in map(str, DISTANCES_M):
        raise BadInput(
            _("Neighbours are listed within 250, 500, 1,000 or 5,000 metres"),
            field="within",
            value=text,
            allowed=list(DISTANCES_M),
        )
    return int(text)
