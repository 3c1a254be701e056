"""What is done from the board: one step for many reports, views kept and removed."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from geo.changes import Actor
from geo.errors import BadInput
from geo.layers import Viewer
from geo.posting import post_or_back_to
from incidents.board import Filters
from incidents.many import Order, Outcome, Refused, Step, do_many
from incidents.pages.door import officers_only, require
from incidents.saved_views import forget_view, save_view


@never_cache
@officers_only
@post_or_back_to("incidents:board")
def many(request: HttpRequest) -> HttpResponse:
    """One step for every chosen report; what was refused is listed with its reason, the rest is done."""
    require(request, "incidents.change_report")
    try:
        outcome = do_many(_keys(request), _order(request.POST), Viewer.of(request.user), **_acting(request))
    except BadInput as error:
        messages.error(request, error.detail)
    else:
        _tell(request, outcome)
    return _back(request)


@never_cache
@officers_only
@post_or_back_to("incidents:board")
def save(request: HttpRequest) -> HttpResponse:
    """Keep the board as it stands under a name."""
    try:
        save_view(
            request.user,  # type: ignore[arg-type]  # officers only: not anonymous
            title=request.POST.get("title", ""),
            query=request.POST.get("back", ""),
            shared=request.POST.get("shared") == "1",
            **_acting(request),
        )
        messages.success(request, _("The view is saved."))
    except BadInput as error:
        messages.error(request, error.detail)
    return _back(request)


@never_cache
@officers_only
@post_or_back_to("incidents:board")
def forget(request: HttpRequest) -> HttpResponse:
    """Remove one of one's own."""
    key = request.POST.get("view", "")
    pk = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    forget_view(request.user, pk, actor=Actor.of(request.user))  # type: ignore[arg-type]  # as above
    messages.success(request, _("The view is removed."))
    return _back(request)


def _acting(request: HttpRequest) -> dict[str, Any]:
    return {"actor": Actor.of(request.user), "now": timezone.now()}


def _keys(request: HttpRequest) -> list[int]:
    said = request.POST.getlist("ids")
    if not all(key.isascii() and key.isdigit() and len(key) < 19 for key in said):
        raise BadInput(_("A report is chosen by its number"), field="ids", value=said)
    return [int(key) for key in dict.fromkeys(said)]


def _order(posted: QueryDict) -> Order:
    step = posted.get("step", "")
    if step not in [known.value for known in Step]:
        raise BadInput(_("Choose what is to be done"), field="step", value=step)
    said = {name: posted.get(name, "") for name in ("reason", "to_office", "into")}
    return Order(Step(step), **said)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    """Codes with the same reason in one line."""
    if outcome.done:
        count = len(outcome.done)
        said = ngettext("Done for %(count)s report.", "Done for %(count)s reports.", count) % {"count": count}
        messages.success(request, said)
    by_reason = groupby(sorted(outcome.refused, key=_reason), key=_reason)
    for reason, refused in by_reason:
        codes = ", ".join(one.report.tracking_code for one in refused)
        messages.warning(request, _("Left as it was: %(codes)s. %(reason)s") % {"codes": codes, "reason": reason})


def _reason(refused: Refused) -> str:
    return str(refused.why)


def _back(request: HttpRequest) -> HttpResponse:
    """To the board as it stood; parsed, so that no address of ours can be made to lead elsewhere."""
    asked = QueryDict(request.POST.get("back", "")).dict()
    try:
        address = Filters.parse({name: str(value) for name, value in asked.items()}).address()
    except BadInput:
        address = ""
    return redirect(f"/incidents/?{address}" if address else "/incidents/")
