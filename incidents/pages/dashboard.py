"""`/dashboard/`: what is overdue, where, whose, on one page; each of its tables as CSV."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.errors import NotFound
from geo.layers import Viewer
from geo.models import Office, OfficeKind
from geo.offices import office_of
from incidents.dashboard import head, published, sections
from incidents.dashboard.asked import Asked, categories_for
from incidents.dashboard.tables import csv_text
from incidents.dashboard.weeks import PERIODS


@never_cache
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """For everybody; officers see cases, others what is public."""
    asked = _asked(request)
    context = {
        "asked": asked,
        "address": asked.address(),
        "head": head.of(asked),
        "tables": sections.tables(asked),
        "counting": published.kept(asked) is None,
        **_form(asked),
    }
    return render(request, "incidents/dashboard.html", context)


@never_cache
@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One table, all of its rows. Raises `NotFound` alike for those this viewer may not see."""
    asked = _asked(request)
    found = sections.table(asked, name)
    if found is None:
        raise NotFound(_("There is no such table"), field="table", value=name)
    response = HttpResponse(csv_text(found), content_type="text/csv; charset=utf-8")
    file_name = f"{name}-{timezone.localdate(asked.now):%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def _asked(request: HttpRequest) -> Asked:
    return Asked.parse(request.GET.dict(), Viewer.of(request.user), office_of(request.user), timezone.now())


def _form(asked: Asked) -> dict[str, Any]:
    offices = Office.objects.all()
    if not asked.officer:
        # What is public is known by province.
        offices = offices.filter(kind=OfficeKind.PIO)
    return {"offices": offices, "categories": categories_for(asked.viewer), "periods": PERIODS}
