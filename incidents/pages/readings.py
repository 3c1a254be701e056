"""Who read what reporters left: `/incidents/readings/`, for the data protection officer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.layers import Viewer
from incidents.pages.door import officers_only, require
from incidents.readings import Filters, readings


@never_cache
@officers_only
@require_safe
def readings_page(request: HttpRequest) -> HttpResponse:
    """All readings, newest first, a hundred to a page."""
    require(request, "incidents.view_reportercontact")
    filters = Filters.parse(request.GET)
    rows, more = readings(filters, Viewer.of(request.user))
    return render(request, "incidents/readings.html", {"filters": filters, "rows": rows, "more": more})
