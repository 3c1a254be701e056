"""What was told to whom: `/incidents/notices/`."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from geo.errors import BadInput, NotFound
from geo.layers import Viewer
from incidents.models import Notice, NoticeState, Report
from incidents.notices.sending import send_again
from incidents.notices.subscribing import manageable
from incidents.pages.door import officers_only

PAGE = 100


@never_cache
@officers_only
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Newest first, of the user's own subscriptions and the office's; one state where the address names one."""
    state = request.GET.get("state", "")
    if state not in ("", *NoticeState.values):
        raise BadInput("state must be a state of a notice, or empty", field="state", value=state)
    rows = _mine(request).filter(**({"state": state} if state else {}))
    rows = rows.filter(pk__lt=_number(request.GET["after"])) if "after" in request.GET else rows
    found = list(rows.select_related("subscription", "report__category").order_by("-pk")[: PAGE + 1])
    context = {
        "notices": found[:PAGE],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
        "states": NoticeState.choices,
        "state": state,
    }
    return render(request, "incidents/notices.html", context)


@never_cache
@officers_only
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one once more."""
    notice = _mine(request).filter(pk=pk).first() if pk < 2**63 else None
    if notice is None:
        raise NotFound(_("There is no such notice"), field="id", value=pk)
    send_again(notice, now=timezone.now())
    messages.success(request, _("It will be sent again within a minute."))
    return redirect("incidents:notices")


def _mine(request: HttpRequest) -> "QuerySet[Notice]":
    """Those of reports that this viewer may know of."""
    seen = Report.objects.seen_by(Viewer.of(request.user)).values("pk")
    found: QuerySet[Notice] = Notice.objects.filter(
        subscription__in=manageable(cast(User, request.user)), report__in=seen
    )
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadInput("after is the number of a row, as links to the next page give it", field="after", value=text)
    return int(text)
