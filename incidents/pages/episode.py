"""An episode at `/incidents/episodes/<id>/`: its reports on a map with the sector, its suspects, one step for all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.changes import Actor
from geo.errors import BadInput, Conflict, NotFound
from geo.layers import Viewer
from geo.models import Office
from geo.posting import post_or_back_to
from incidents import episodes
from incidents.board import Filters
from incidents.board.ordering import ordered
from incidents.board.rows import rows
from incidents.episode_features import episode_features
from incidents.models import Episode, Report
from incidents.pages.door import officers_only, report_with_code, require
from incidents.shown_place import sees_place

Change = Callable[..., None]


@never_cache
@officers_only
@require_safe
def episode(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of it that this viewer may know."""
    viewer, found = Viewer.of(request.user), _episode(pk)
    reports = list(ordered(Report.objects.seen_by(viewer).filter(episode=found), "newest").for_board())
    suspects = episodes.suspects(found)
    context: dict[str, Any] = {
        "episode": found,
        "rows": rows(reports, viewer, timezone.now()),
        "suspects": suspects,
        "features": episode_features(found, reports, [one.facility for one in suspects], viewer),
        "exact": sees_place(viewer),
        "may_change": viewer.may("incidents.change_report"),
        "offices": Office.objects.all(),
        "address": Filters(episode=found.pk).address(),
    }
    return render(request, "incidents/episode.html", context)


@never_cache
@officers_only
@post_or_back_to("incidents:episode")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A report by its tracking code."""
    return _change(request, pk, episodes.add, _("The report is in the episode."))


@never_cache
@officers_only
@post_or_back_to("incidents:episode")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The same, out of it."""
    return _change(request, pk, episodes.remove, _("The report is out of the episode."))


def _change(request: HttpRequest, pk: int, change: Change, done: str) -> HttpResponse:
    require(request, "incidents.change_report")
    found, reason = _episode(pk), request.POST.get("reason", "")
    try:
        report = report_with_code(request, request.POST.get("into", ""))
        change(found, report, actor=Actor.of(request.user), reason=reason, now=timezone.now())
        messages.success(request, done)
    except (BadInput, Conflict) as error:
        messages.error(request, error.detail)
    still_there = Episode.objects.filter(pk=pk).exists()
    return redirect("incidents:episode", pk=pk) if still_there else redirect("incidents:board")


def _episode(pk: int) -> Episode:
    found = Episode.objects.select_related("category", "suspect").filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise NotFound(_("There is no such episode"), field="id", value=pk)
    return found
