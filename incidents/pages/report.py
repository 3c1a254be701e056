"""The public's form."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geo.errors import BadInput, Conflict, OutsideThailand, Unavailable
from geo.layers import Viewer
from incidents.draft import MOST_PHOTOS, ReportDraft
from incidents.form import Form, new_key
from incidents.models import Category
from incidents.pages.arriving import arrived
from incidents.pages.filed_form import filed_code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Shown empty, shown again with what is wrong, or sent: then on to the follow-up page."""
    if request.method != "POST":
        return _page(request, Form.blank(request.GET))
    sent = Form.sent(request.POST)
    sent.photos, unreadable = arrived(request, sent.photos)
    draft = sent.draft(Viewer.of(request.user))
    if unreadable:
        sent.errors["photos"] = unreadable
    if draft is None or unreadable:
        return _page(request, sent, status=400)
    return _filed(request, sent, draft)


def _filed(request: HttpRequest, sent: Form, draft: ReportDraft) -> HttpResponse:
    try:
        code = filed_code(request, sent, draft)
    except OutsideThailand as error:
        sent.refuse_place(error)
        return _page(request, sent, status=422)
    except Unavailable as error:
        sent.notice = error.detail
        return _page(request, sent, status=503)
    except (Conflict, BadInput) as error:
        return _again(request, sent, error)
    return _to_follow_up(code)


def _again(request: HttpRequest, sent: Form, error: Conflict | BadInput) -> HttpResponse:
    """A picture is gone; or the page was sent before and then changed, or its key was tampered with."""
    if error.fields.get("field") == "photos":
        sent.photos, sent.errors["photos"] = [], error.detail
        return _page(request, sent, status=400)
    sent.key = new_key()
    sent.notice = _("This page was sent before with other words. If this is a new report, send it again.")
    return _page(request, sent, status=409)


def _to_follow_up(code: str) -> HttpResponseRedirect:
    found: HttpResponseRedirect = redirect(f"/report/{code}/?sent")
    return found


def _page(request: HttpRequest, form: Form, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "categories": Category.objects.all(), "most_photos": MOST_PHOTOS}
    return render(request, "incidents/report_form.html", context, status=status)
