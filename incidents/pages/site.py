"""`/incidents/<pk>/site/`: an officer says which site a report is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from facilities import searching
from facilities.models import Facility
from facilities.visibility import hidden_kinds
from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from geo.posting import post_or_back_to
from incidents.likely import context
from incidents.models import Report, Verdict
from incidents.pages.amended import say_competence
from incidents.pages.door import officers_only, report_for, require
from incidents.pages.dossier import page
from incidents.site_verdict import confirm_and_ask

__all__ = ["context", "site"]

_SHOWN = 8


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def site(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the word, or show the dossier again with what was wrong, or with what a search brought up."""
    require(request, "incidents.change_report")
    report = report_for(request, pk)
    if "source" not in request.POST and (words := request.POST.get("search", "").strip()):
        return page(request, report, likely_search=words, likely_found=_found(words, Viewer.of(request.user)))
    try:
        _confirm(request, report)
    except (BadInput, Conflict) as error:
        return page(request, report_for(request, pk), error=error)
    return redirect("incidents:dossier", pk=pk)


def _confirm(request: HttpRequest, report: Report) -> None:
    chosen = request.POST.get("source", "")
    verdict = Verdict(chosen) if chosen in (Verdict.UNLICENSED, Verdict.NO_SITE) else Verdict.SITE
    facility = _facility(chosen, Viewer.of(request.user)) if verdict == Verdict.SITE else None
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


def _facility(chosen: str, viewer: Viewer) -> Facility:
    """Raises `BadInput` for what is no site that this officer may know of."""
    known = Facility.everything.exclude(kind__in=hidden_kinds(viewer))
    found = known.filter(pk=int(chosen)).first() if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
    if found is None:
        raise BadInput(_("Choose the site"), field="site", value=chosen)
    return found


def _found(words: str, viewer: Viewer) -> list[Facility]:
    base = Facility.objects.exclude(kind__in=hidden_kinds(viewer))
    keys = list(searching.scores(base, words))[:_SHOWN]
    rows = Facility.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
