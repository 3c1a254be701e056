"""The page on which an officer mends one site's position or says that it is right: `/facilities/quality/<id>/`."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilities.corrections import move_facility
from facilities.models import Facility, Matter, WorkItem
from facilities.quality.accepting import accept
from facilities.quality.donors import siblings, suggestion
from facilities.quality.evidence import evidence_for, on_map
from facilities.quality.queue import Queue
from facilities.quality.refusals import refusal_words
from facilities.quality.suggesting import Refusal, Suggestion
from facilities.quality.words import area_names, found
from facilities.site_pages.change import refuse
from facilities.site_pages.door import menders_only, standing_facility_for
from facilities.site_pages.forms import RADII, PlaceForm, ReasonForm
from facilities.stated_area import stated
from geo.changes import Actor
from geo.errors import BadInput, Conflict

Forms = dict[str, Any]


@menders_only
@require_http_methods(["GET", "HEAD", "POST"])
def fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Three ways out: a position, a sibling's position, or right as it is. Then the next site of the list."""
    facility, queue = standing_facility_for(pk), Queue.parse(request.GET)
    doing = request.POST.get("do", "")
    forms = _forms(request, facility, doing)
    if request.method == "POST" and doing in _WAYS and forms[doing].is_valid():
        # Where to go on is asked before the item is settled and leaves the list.
        item = queue.item_of(facility.pk)
        following = queue.next_site(item) if item else None
        if _done(doing, facility, forms[doing], Actor.of(request.user)):
            messages.success(request, _("Saved. The history keeps what was before."))
            return _onwards(queue, following)
    return render(request, "facilities/fix.html", _context(facility, queue, forms))


def _forms(request: HttpRequest, facility: Facility, doing: str) -> Forms:
    sent: dict[str, Any] = {doing: request.POST} if request.method == "POST" else {}
    position = facility.position
    placed = {"place": f"{position.y:.6f}, {position.x:.6f}", "error_radius_m": 50} if position else {}
    return {
        "place": PlaceForm(sent.get("place"), facility=facility, initial=placed),
        "suggestion": ReasonForm(sent.get("suggestion"), facility=facility),
        "right": ReasonForm(sent.get("right"), facility=facility),
    }


def _done(doing: str, facility: Facility, form: Any, actor: Actor) -> bool:
    """Whether it was done; what was refused is said in the form."""
    try:
        _WAYS[doing](facility, form.cleaned_data, actor)
    except (BadInput, Conflict) as error:
        if isinstance(error, BadInput):
            refuse(form, error)
        else:
            form.add_error(None, error.detail)
        return False
    return True


@transaction.atomic
def _place(facility: Facility, given: dict[str, Any], actor: Actor) -> None:
    """Who confirmed a place outside the stated area has looked at that matter, which is settled with the reason."""
    move_facility(facility, given["place"], actor=actor, reason=given["reason"], error_radius_m=given["error_radius_m"])
    for item in facility.work_items.filter(matter=Matter.OUTSIDE, settled_at__isnull=True):
        accept(item, actor=actor, reason=given["reason"])


def _accept_suggestion(facility: Facility, given: dict[str, Any], actor: Actor) -> None:
    """The suggestion is made anew: what the page showed may have changed since."""
    made = suggestion(facility, siblings(facility), stated(facility))
    if isinstance(made, Refusal):
        raise Conflict(refusal_words(made))
    numbers = ", ".join(str(donor.facility_id) for donor in made.donors)
    reason = _("%(reason)s (position of site %(numbers)s)") % {"reason": given["reason"], "numbers": numbers}
    move_facility(facility, made.place, actor=actor, reason=reason, error_radius_m=made.error_radius_m)


def _right(facility: Facility, given: dict[str, Any], actor: Actor) -> None:
    items = list(facility.work_items.filter(settled_at__isnull=True))
    if not items:
        raise Conflict(_("Nothing is open about this site"))
    for item in items:
        accept(item, actor=actor, reason=given["reason"])


_WAYS = {"place": _place, "suggestion": _accept_suggestion, "right": _right}


def _onwards(queue: Queue, following: int | None) -> HttpResponse:
    address = queue.address(after="")
    if following is None:
        return redirect(reverse("facilities:quality") + address)
    return redirect(reverse("facilities:fix", args=[following]) + address)


def _context(facility: Facility, queue: Queue, forms: Forms) -> dict[str, Any]:
    evidence = evidence_for(facility)
    items: list[WorkItem] = list(facility.work_items.filter(settled_at__isnull=True).order_by("matter"))
    names = area_names(items)
    made = evidence.suggestion
    return {
        "facility": facility,
        "evidence": evidence,
        "items": [(item, found(item, names)) for item in items],
        "forms": forms,
        "suggestion": made if isinstance(made, Suggestion) else None,
        "why_none": refusal_words(made) if isinstance(made, Refusal) else "",
        "geojson": on_map(evidence),
        "list_address": reverse("facilities:quality") + queue.address(after=""),
        "radii": RADII,
    }
