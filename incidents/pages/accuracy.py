"""`/incidents/accuracy/`: how often the ranking was right, for officers."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from facilities.visibility import hidden_kinds
from geo.errors import BadInput
from geo.layers import Viewer
from incidents.accuracy import MISSES_SHOWN, Period, accuracies, judged, misses
from incidents.pages.door import officers_only
from incidents.ranking import MODEL_VERSION


@never_cache
@officers_only
@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    """Hit rates by category over a period, beside those of the nearest, and the misses with links to their cases."""
    viewer = Viewer.of(request.user)
    period = Period(_day(request, "since"), _day(request, "until"))
    rows = judged(period, viewer)
    missed = misses(rows)
    context = {
        "lines": accuracies(rows),
        "missed": missed[:MISSES_SHOWN],
        "missed_count": missed.count(),
        "period": period,
        "hidden": hidden_kinds(viewer),
        "model_version": MODEL_VERSION,
    }
    return render(request, "incidents/accuracy.html", context)


def _day(request: HttpRequest, field: str) -> date | None:
    """An ISO day, or nothing. Raises `BadInput`."""
    text = request.GET.get(field, "").strip()
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise BadInput(_("A day is written like 2026-03-12"), field=field, value=text)
    return day
