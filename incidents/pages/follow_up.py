"""What became of a report, for whoever has its tracking code; and what its reporter may say to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from geo.errors import BadInput, Conflict, NotFound
from geo.posting import post_or_back_to
from incidents.additions import LONGEST_WORDS, reporter_adds
from incidents.draft import MOST_PHOTOS, parse_photos
from incidents.due import due_of
from incidents.guessing import by_code
from incidents.models import PhotoKind, Report, ReporterSays
from incidents.pages.arriving import arrived
from incidents.public_reason import public_reason
from incidents.public_steps import public_steps
from incidents.reporter import may_answer, reporter_answers
from incidents.states import State
from incidents.tracking import parse_code
from incidents.words import NEXT_FOR_REPORTER


@never_cache
@require_safe
def follow_up(request: HttpRequest, tracking_code: str) -> HttpResponse:
    """Who has it, why, how far it is, by when. No facility, no exact place."""
    return _page(request, _report(request, tracking_code))


@never_cache
@post_or_back_to("incidents:follow_up")
def answer(request: HttpRequest, tracking_code: str) -> HttpResponse:
    """Solved, or not: no opens the case again."""
    report = _report(request, tracking_code)
    says = request.POST.get("says", "")
    try:
        if says not in ReporterSays.values:
            raise BadInput(_("Choose whether it is solved"), field="says", value=says)
        reporter_answers(report, ReporterSays(says), words=request.POST.get("words", ""), now=timezone.now())
    except (BadInput, Conflict) as error:
        return _page(request, _report(request, tracking_code), error=error)
    messages.success(request, _("Thank you. Your answer is with the office."))
    return redirect("incidents:follow_up", tracking_code=report.tracking_code)


@never_cache
@post_or_back_to("incidents:follow_up")
def add(request: HttpRequest, tracking_code: str) -> HttpResponse:
    """A word or a picture that came later."""
    report = _report(request, tracking_code)
    tokens, unreadable = arrived(request, request.POST.getlist("photo"))
    try:
        if unreadable:
            raise BadInput(unreadable, field="photos", value="")
        reporter_adds(report, request.POST.get("words", ""), parse_photos(tokens), now=timezone.now())
    except (BadInput, Conflict) as error:
        return _page(request, _report(request, tracking_code), error=error, kept=tokens)
    messages.success(request, _("It is added to your report."))
    return redirect("incidents:follow_up", tracking_code=report.tracking_code)


def _report(request: HttpRequest, tracking_code: str) -> Report:
    code = parse_code(tracking_code)
    found = Report.objects.for_follow_up().filter(tracking_code=code)
    report: Report | None = by_code(request, found.first) if code else None
    if report is None:
        raise NotFound(_("No report has this tracking code"), field="tracking_code", value=tracking_code)
    return report


def _page(
    request: HttpRequest, report: Report, *, error: BadInput | Conflict | None = None, kept: list[str] | None = None
) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "report": report,
        "reason": public_reason(report.attribution),
        "next": NEXT_FOR_REPORTER[State(report.state)],
        "steps": public_steps(report),
        "due": due_of(report, now),
        "answer_until": may_answer(report, now),
        "sent": "sent" in request.GET,
        "error": error,
        "typed": request.POST,
        "kept": kept or [],
        "pictures": report.photos.filter(kind=PhotoKind.REPORT).count(),
        "most_photos": MOST_PHOTOS,
        "longest_words": LONGEST_WORDS,
    }
    return render(request, "incidents/follow_up.html", context, status=error.status if error else 200)
