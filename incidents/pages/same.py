"""Joining a report to the case it repeats, and parting them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.posting import post_or_back_to
from incidents.duplicates import merge, unmerge
from incidents.models import Report
from incidents.pages.door import officers_only, report_for, report_with_code, require


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """To the case with the tracking code in `into`."""
    return _step(request, pk, _("The report is joined to the other case."), lambda report: _merge(request, report))


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """From its main case."""
    return _step(request, pk, _("The report is a case of its own again."), lambda report: _unmerge(request, report))


def _step(request: HttpRequest, pk: int, done: str, operation: Callable[[Report], object]) -> HttpResponse:
    require(request, "incidents.change_report")
    report = report_for(request, pk)
    try:
        operation(report)
        messages.success(request, done)
    except (BadInput, Conflict) as error:
        messages.error(request, error.detail)
    return redirect("incidents:dossier", pk=pk)


def _merge(request: HttpRequest, report: Report) -> None:
    main = report_with_code(request, request.POST.get("into", ""))
    reason = request.POST.get("reason", "")
    merge(report, main, actor=Actor.of(request.user), reason=reason, now=timezone.now())


def _unmerge(request: HttpRequest, report: Report) -> None:
    unmerge(report, actor=Actor.of(request.user), reason=request.POST.get("reason", ""), now=timezone.now())
