"""Pages: the estates of the country, one estate, its panel on the map."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from facilities.estates.features import collection, feature
from facilities.estates.occupants import occupants
from facilities.estates.words import ACTIONS, competent, worth
from facilities.models import Estate, EstateKind, Facility
from facilities.provinces import BY_CODE
from geo.errors import NotFound
from geo.models import Change

_MOST_CHANGES = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All of them, by kind and province, beside a map."""
    stating = Facility.objects.filter(estate_name_th=OuterRef("name_th")).order_by().values("estate_name_th")
    counted = stating.annotate(count=Count("pk")).values("count")
    estates = list(Estate.objects.annotate(facilities=Coalesce(Subquery(counted), 0)).defer("mercator"))
    order = {str(kind): place for place, kind in enumerate(EstateKind)}
    estates.sort(key=lambda estate: (order[estate.kind], estate.province_code or "99", estate.name_th))
    context = {
        "rows": [(estate, BY_CODE.get(estate.province_code)) for estate in estates],
        "features": collection(estates),
    }
    return render(request, "facilities/estates/list.html", context)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, who is competent, what stands there, what its position is worth."""
    estate = _estate(pk)
    changes = Change.objects.filter(subject_type=Estate._meta.label_lower, subject_id=str(pk)).order_by("-at", "-pk")
    context = {
        **_said(estate),
        "occupants": occupants(estate),
        "changes": [(change, ACTIONS.get(change.action, change.action)) for change in changes[:_MOST_CHANGES]],
        "features": collection([estate]),
    }
    return render(request, "facilities/estates/estate.html", context)


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that the map slides in."""
    estate = _estate(pk)
    return render(request, "facilities/estates/panel.html", {**_said(estate), "feature": feature(estate)})


def _said(estate: Estate) -> dict[str, object]:
    return {
        "estate": estate,
        "province": BY_CODE.get(estate.province_code),
        "competent": competent(estate),
        "worth": worth(estate),
    }


def _estate(pk: int) -> Estate:
    estate = Estate.objects.filter(pk=pk).defer("mercator").first() if pk < 2**63 else None
    if estate is None:
        raise NotFound(_("There is no estate of this number"), field="id", value=pk)
    return estate
