"""Pages: a facility's dossier and its panel on the map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from facilities.dossier import NEIGHBOURS_WITHIN_M, dossier_of
from facilities.dossier_sections import sections_for
from facilities.features import feature
from facilities.models import Facility
from geo.errors import NotFound
from geo.layers import Viewer


def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the register knows of one facility."""
    facility = _facility(pk)
    context = {
        "facility": facility,
        "dossier": dossier_of(facility),
        "sections": sections_for(facility, Viewer.of(request.user)),
        "within_m": NEIGHBOURS_WITHIN_M,
    }
    return render(request, "facilities/dossier.html", context)


def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that the map slides in: who it is, how good its position is, where to read on."""
    facility = _facility(pk)
    return render(request, "facilities/panel.html", {"facility": facility, "feature": feature(facility)})


def _facility(pk: int) -> Facility:
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    facility = Facility.objects.for_dossier().filter(pk=pk).first() if pk < 2**63 else None
    if facility is None:
        raise NotFound(_("The register holds no facility with this number"), field="id", value=pk)
    return facility
