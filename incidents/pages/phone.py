"""An officer on the telephone with a caller: one screen, from the place as it is spoken to the code read out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict, OutsideThailand
from geo.layers import Viewer
from incidents.draft import ReportDraft, parse_accuracy
from incidents.form import Form, new_key
from incidents.models import Category, Channel, Report
from incidents.near import around
from incidents.pages.door import officers_only, require
from incidents.pages.filed_form import filed_code

_LONGEST_TEXT = 5_000


@never_cache
@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The screen; after filing the same screen with the code, ready for the next call."""
    require(request, "incidents.file_for_caller")
    if request.method != "POST":
        return _answer(request, Form.blank(request.GET))
    sent = Form.sent(request.POST)
    draft = sent.draft(Viewer.of(request.user), Channel.PHONE)
    if draft is None:
        return _answer(request, sent, status=400)
    return _filed(request, sent, draft)


@never_cache
@officers_only
@require_safe
def near(request: HttpRequest) -> HttpResponse:
    """Open cases around `lon`, `lat`; with a `category` (and `text`) also those likely the same."""
    try:
        place = LonLat.parse(request.GET.get("lon"), request.GET.get("lat"))
        error_m = parse_accuracy(request.GET.get("error_m")) or 0.0
    except BadInput as error:
        return JsonResponse(error.problem(), status=error.status)
    category = Category.objects.filter(code=request.GET.get("category", "").replace("\0", "")).first()
    text = request.GET.get("text", "")[:_LONGEST_TEXT]
    viewer = Viewer.of(request.user)
    return JsonResponse(around(place, viewer, now=timezone.now(), category=category, text=text, error_m=error_m))


def _filed(request: HttpRequest, sent: Form, draft: ReportDraft) -> HttpResponse:
    try:
        code = filed_code(request, sent, draft)
    except OutsideThailand as error:
        sent.refuse_place(error)
        return _answer(request, sent, status=422)
    except (Conflict, BadInput):
        sent.key = new_key()
        return _answer(request, sent, status=409)
    report = Report.objects.select_related("handled_by", "category").get(tracking_code=code)
    return _answer(request, Form.blank({}), filed=report)


def _answer(request: HttpRequest, form: Form, *, filed: Report | None = None, status: int = 200) -> HttpResponse:
    """In JSON to the page's own script, which keeps map and words where they are."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(_json(form, filed), status=status)
    context = {"form": form, "filed": filed, "categories": Category.objects.all()}
    return render(request, "incidents/phone.html", context, status=status)


def _json(form: Form, filed: Report | None) -> dict[str, Any]:
    if filed is None:
        return {"errors": dict(form.listed_errors()), "key": form.key}
    return {
        "tracking_code": filed.tracking_code,
        "office": filed.handled_by.name,
        "category": filed.category.name,
        "url": f"/incidents/{filed.pk}/",
        "key": form.key,
    }
