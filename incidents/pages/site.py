"""`/incidents/<pk>/site/`: an officer says which site a report is about; `/incidents/<pk>/sites/` finds another one."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from facilities import searching
from facilities.models import Facility
from facilities.visibility import hidden_kinds
from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from geo.posting import post_or_back_to
from geo.templatetags.phangut import metres
from incidents.far_site import Far, distances, too_far
from incidents.likely import context
from incidents.models import Report, Verdict
from incidents.pages.amended import say_competence
from incidents.pages.door import officers_only, report_for, require
from incidents.pages.dossier import page
from incidents.shown_place import sees_place
from incidents.site_verdict import confirm_and_ask

__all__ = ["context", "site", "sites"]

_SHOWN = 8


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def site(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the word, or show the dossier again with what was wrong, or with what a search brought up."""
    require(request, "incidents.change_report")
    report = report_for(request, pk)
    if "source" not in request.POST and (words := request.POST.get("search", "").strip()):
        return page(request, report, likely_search=words, likely_found=_found(words, Viewer.of(request.user), report))
    try:
        if far := _confirm(request, report):
            return page(request, report, likely_far=far, likely_found=[(far.facility, far.distance_m)])
    except (BadInput, Conflict) as error:
        return page(request, report_for(request, pk), error=error)
    return redirect("incidents:dossier", pk=pk)


@never_cache
@officers_only
@require_safe
def sites(request: HttpRequest, pk: int) -> HttpResponse:
    """What a search brings up while it is typed, as JSON; with distances for those who may see the exact place."""
    require(request, "incidents.change_report")
    report, viewer = report_for(request, pk), Viewer.of(request.user)
    found = _found(request.GET.get("q", "").strip(), viewer, report)
    return JsonResponse({"items": [_item(facility, away_m) for facility, away_m in found]})


def _confirm(request: HttpRequest, report: Report) -> Far | None:
    """Stores the word; a site far off is first handed back, to be chosen once more."""
    chosen = request.POST.get("source", "")
    verdict = Verdict(chosen) if chosen in (Verdict.UNLICENSED, Verdict.NO_SITE) else Verdict.SITE
    facility = _facility(chosen, Viewer.of(request.user)) if verdict == Verdict.SITE else None
    if facility is not None and (far := _not_sure(request, report, facility)):
        return far
    if verdict == Verdict.UNLICENSED:
        require(request, "facilities.change_facility")
    confirmed = confirm_and_ask(
        report,
        verdict,
        facility=facility,
        actor=Actor.of(request.user),
        reason=request.POST.get("reason", ""),
        now=timezone.now(),
    )
    say_competence(request, confirmed.amended)
    return None


def _not_sure(request: HttpRequest, report: Report, facility: Facility) -> Far | None:
    """To those who may not see the exact place nothing is said that measures from it."""
    if request.POST.get("sure") == str(facility.pk) or not sees_place(Viewer.of(request.user)):
        return None
    return too_far(report, facility)


def _facility(chosen: str, viewer: Viewer) -> Facility:
    """Raises `BadInput` for what is no site that this officer may know of."""
    known = Facility.everything.exclude(kind__in=hidden_kinds(viewer))
    found = known.filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
    if found is None:
        raise BadInput(_("Choose the site"), field="site", value=chosen)
    return found


def _found(words: str, viewer: Viewer, report: Report) -> list[tuple[Facility, float | None]]:
    """Best first, each with its distance for those who may see the exact place."""
    base = Facility.objects.exclude(kind__in=hidden_kinds(viewer))
    keys = list(searching.scores(base, words))[:_SHOWN] if words else []
    rows = Facility.objects.prefetch_related("licences").in_bulk(keys)
    away = distances(report, keys) if keys and sees_place(viewer) else {}
    return [(rows[key], away.get(key)) for key in keys if key in rows]


def _item(facility: Facility, away_m: float | None) -> dict[str, object]:
    number = next((licence.number for licence in facility.licences.all()), "")
    return {"id": facility.pk, "name": facility.name, "number": number, "distance": metres(away_m)}
