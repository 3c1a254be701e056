"""The officers' board at `/incidents/`: the page, the same again while it stands open, its file."""

from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from facilities.exports.stream import Stream
from geo.changes import Actor, record_many
from geo.layers import Viewer
from geo.models import Area, Level, Office
from geo.offices import office_of
from incidents import layer
from incidents.board import Filters, page
from incidents.board.chips import chips
from incidents.board.csv_file import lines
from incidents.board.filters import DUE, NEWEST, URGENCY
from incidents.board.paging import counts
from incidents.board.rows import rows
from incidents.board.tabs import tabs
from incidents.features import board_features
from incidents.models import Category, Channel, Report, Urgency
from incidents.pages.door import officers_only, require
from incidents.saved_views import views_for

EXPORT = "incidents.export_report"


@never_cache
@officers_only
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Table and map of the same reports."""
    filters = Filters.parse(request.GET.dict())
    context = {**_shown(request, filters), **_form(request, filters)}
    return render(request, "incidents/board.html", context)


@never_cache
@officers_only
@require_safe
def part(request: HttpRequest) -> HttpResponse:
    """What changes on the board while it stands open: counts, rows, marks on the map."""
    return render(request, "incidents/board_part.html", _shown(request, Filters.parse(request.GET.dict())))


@never_cache
@officers_only
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The selection as CSV; that it was taken is recorded."""
    require(request, EXPORT)
    filters, office = Filters.parse(request.GET.dict()), _office(request)
    actor = Actor.of(request.user)
    record_many(actor, "report.exported", Report, [("", None, {"query": filters.address()})])
    pieces = lines(filters, Viewer.of(request.user), now=timezone.now(), office=office)
    spoken = _in_language(pieces, get_language() or "th") if request.method == "GET" else iter(())
    sender = Stream(spoken) if isinstance(request, ASGIRequest) else spoken
    response = StreamingHttpResponse(sender, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="reports-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _in_language(pieces: Any, language: str) -> Any:
    """The thread that sends a file knows no language."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _shown(request: HttpRequest, filters: Filters) -> dict[str, Any]:
    viewer, office, now = Viewer.of(request.user), _office(request), timezone.now()
    # Before the rows: what changes while they are read makes the version older than what is told next.
    version = layer.version()
    found = page(filters, viewer, now=now, office=office)
    return {
        "filters": filters,
        "version": version,
        "rows": rows(found.reports, viewer, now),
        "features": board_features(found.reports, viewer),
        "tabs": tabs(filters, counts(filters, viewer, now=now, office=office)),
        "may_change": viewer.may("incidents.change_report"),
        "first_address": filters.address() if filters.after else "",
        "next_address": filters.address(after=found.next_key) if found.next_key else "",
    }


def _form(request: HttpRequest, filters: Filters) -> dict[str, Any]:
    viewer = Viewer.of(request.user)
    provinces = Area.objects.in_force(timezone.localdate()).filter(level=Level.PROVINCE).defer("boundary")
    return {
        "chips": chips(filters),
        "categories": Category.objects.all(),
        "offices": Office.objects.all(),
        "office": office_of(request.user),
        "provinces": provinces,
        "deeper_area": filters.area if len(filters.area) > 2 else "",
        "channels": Channel.choices,
        "urgencies": Urgency.choices,
        "orders": [(order, filters.address(sort=order), order == filters.sort) for order in (NEWEST, DUE, URGENCY)],
        "views": views_for(request.user) if request.user.is_authenticated else (),
        "address": filters.address(),
        "may_export": viewer.may(EXPORT),
    }


def _office(request: HttpRequest) -> str:
    found = office_of(request.user)
    return found.code if found else ""
