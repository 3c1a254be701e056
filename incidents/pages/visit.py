"""The page on which an officer records a visit, made for a phone at the gate: `/incidents/<id>/visit/`."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import BadInput, Conflict, PhangUtError, Unavailable
from geo.layers import Viewer
from incidents.draft import MOST_PHOTOS, parse_accuracy, parse_photos, parse_place
from incidents.models import PhotoKind, Report, Visit
from incidents.pages.door import officers_only, report_for, require
from incidents.photos import take_in
from incidents.proof import Aim, record_visit

_REFUSALS = (BadInput, Conflict, Unavailable)


@never_cache
@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """When, where by the device, what was found, pictures. What speaks against it is said at once."""
    require(request, "incidents.change_report")
    report = report_for(request, pk)
    if request.method != "POST":
        return _page(request, report, [])
    photos: list[UUID] = []
    try:
        photos = _taken_in(request)
        stored = _recorded(request, report, photos)
    except _REFUSALS as error:
        return _page(request, report_for(request, pk), photos, error)
    _say(request, stored)
    return redirect("incidents:dossier", pk=pk)


def _recorded(request: HttpRequest, report: Report, photos: Iterable[UUID]) -> Visit:
    sent = request.POST
    return record_visit(
        report,
        visited_at=_moment(sent.get("visited_at", "")),
        place=_place(sent.get("place", ""), Viewer.of(request.user)),
        accuracy_m=parse_accuracy(sent.get("accuracy_m")),
        findings=sent.get("findings", ""),
        photos=tuple(photos),
        actor=Actor.of(request.user),
        now=timezone.now(),
    )


def _taken_in(request: HttpRequest) -> list[UUID]:
    """Pictures of this sending, after those that an earlier one with a mistake brought already."""
    kept, files = list(parse_photos(request.POST.getlist("kept"))), request.FILES.getlist("photos")
    if len(kept) + len(files) > MOST_PHOTOS:
        rule = _("At most %(most)s pictures") % {"most": MOST_PHOTOS}
        raise BadInput(rule, field="photos", value=len(kept) + len(files))
    label, now = Actor.of(request.user).label, timezone.now()
    return kept + [take_in(file, kind=PhotoKind.PROOF, actor_label=label, now=now).token for file in files]


def _moment(text: str) -> datetime:
    """As the field of a browser writes it, in Bangkok's time."""
    try:
        return timezone.make_aware(datetime.fromisoformat(text).replace(tzinfo=None))
    except ValueError:
        rule = _("Give the day and the hour of the visit")
        raise BadInput(rule, field="visited_at", value=text) from None


def _place(text: str, viewer: Viewer) -> LonLat | None:
    return parse_place(text, viewer).place if text.strip() else None


def _say(request: HttpRequest, stored: Visit) -> None:
    if stored.doubts:
        messages.warning(request, _("The visit is stored, with doubts that everybody sees in the dossier."))
    else:
        messages.success(request, _("The visit is stored."))


def _page(request: HttpRequest, report: Report, photos: list[UUID], error: PhangUtError | None = None) -> HttpResponse:
    now = timezone.localtime()
    context = {
        "report": report,
        "aim": Aim.of(report).facility,
        "typed": request.POST or {"visited_at": f"{now:%Y-%m-%dT%H:%M}"},
        "kept": photos,
        "error": error,
        "latest": f"{now:%Y-%m-%dT%H:%M}",
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "incidents/visit.html", context, status=error.status if error else 200)
