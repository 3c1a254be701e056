"""Pages: a facility's dossier, its panel on the map, the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from facilities.features import feature
from facilities.models import Facility
from geo.errors import NotFound


def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the register knows of one facility."""
    return render(request, "facilities/dossier.html", {"facility": _facility(pk)})


def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that the map slides in: who it is, how good its position is, where to read on."""
    facility = _facility(pk)
    return render(request, "facilities/panel.html", {"facility": facility, "feature": feature(facility)})


def _facility(pk: int) -> Facility:
    facility = Facility.objects.for_dossier().filter(pk=pk).first()
    if facility is None:
        raise NotFound("The register holds no facility with this number", field="id", value=pk)
    return facility
