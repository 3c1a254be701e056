"""The public's pages: the form, and what became of a report."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geo.changes import Actor
from geo.errors import BadInput, Conflict, NotFound, OutsideThailand, Unavailable
from incidents.draft import ReportDraft
from incidents.form import Form, new_key
from incidents.models import Category, Report
from incidents.once import Answer, Key, once
from incidents.operations import file_report
from incidents.states import State
from incidents.tracking import parse_code
from incidents.words import NEXT_FOR_REPORTER


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Shown empty, shown again with what is wrong, or sent: then on to the follow-up page."""
    if request.method != "POST":
        return _page(request, Form.blank(request.GET))
    sent = Form.sent(request.POST)
    draft = sent.draft()
    if draft is None:
        return _page(request, sent, status=400)
    return _filed(request, sent, draft)


@never_cache
@require_safe
def follow_up(request: HttpRequest, tracking_code: str) -> HttpResponse:
    """What anybody with the code may know: who has it, why, and how far it is. No facility, no exact place."""
    code = parse_code(tracking_code)
    report = Report.objects.for_follow_up().filter(tracking_code=code).first() if code else None
    if report is None:
        raise NotFound(_("No report has this tracking code"), field="tracking_code", value=tracking_code)
    return render(
        request,
        "incidents/follow_up.html",
        {"report": report, "next": NEXT_FOR_REPORTER[State(report.state)], "sent": "sent" in request.GET},
    )


def _filed(request: HttpRequest, sent: Form, draft: ReportDraft) -> HttpResponse:
    actor, now = Actor.of(request.user), timezone.now()

    def make() -> tuple[Report, Answer]:
        report = file_report(draft, actor=actor, now=now)
        return report, {"tracking_code": report.tracking_code}

    try:
        answer = once(Key.parse(sent.key, sent.body()), make, actor=actor, now=now)
    except OutsideThailand as error:
        sent.refuse_place(error)
        return _page(request, sent, status=422)
    except Unavailable as error:
        sent.notice = error.detail
        return _page(request, sent, status=503)
    except (Conflict, BadInput):
        # The page was sent before and then changed, or its key was tampered with.
        sent.key = new_key()
        sent.notice = _("This page was sent before with other words. If this is a new report, send it again.")
        return _page(request, sent, status=409)
    return _to_follow_up(answer["tracking_code"])


def _to_follow_up(code: str) -> HttpResponseRedirect:
    found: HttpResponseRedirect = redirect(f"/report/{code}/?sent")
    return found


def _page(request: HttpRequest, form: Form, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "categories": Category.objects.all()}
    return render(request, "incidents/report_form.html", context, status=status)
