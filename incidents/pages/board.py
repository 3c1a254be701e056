"""The officers' board at `/incidents/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.layers import Viewer
from geo.models import Area, Level, Office
from incidents.board import Filters, page
from incidents.features import board_features
from incidents.models import Category
from incidents.models.report import STATE_CHOICES
from incidents.pages.door import officers_only


@never_cache
@officers_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Table and map of the same reports."""
    filters = Filters.parse(request.GET)
    viewer = Viewer.of(request.user)
    found = page(filters, viewer)
    context = {
        "filters": filters,
        "page": found,
        "features": board_features(found.reports, viewer),
        "states": STATE_CHOICES,
        "categories": Category.objects.all(),
        "offices": Office.objects.all(),
        "provinces": Area.objects.in_force(timezone.localdate()).filter(level=Level.PROVINCE).defer("boundary"),
    }
    return render(request, "incidents/board.html", context)
