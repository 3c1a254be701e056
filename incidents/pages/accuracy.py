"""`/incidents/accuracy/`: how often the ranking was right, for officers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from facilities.visibility import hidden_kinds
from geo.layers import Viewer
from incidents.accuracy import MISSES_SHOWN, Period, accuracies, judged, misses
from incidents.pages.door import officers_only
from incidents.ranking import MODEL_VERSION
from incidents.typed_day import typed_day


@never_cache
@officers_only
@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    """Hit rates by category over a period, beside those of the nearest, and the misses with links to their cases."""
    viewer = Viewer.of(request.user)
    period = Period(typed_day(request.GET.dict(), "since"), typed_day(request.GET.dict(), "until"))
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
