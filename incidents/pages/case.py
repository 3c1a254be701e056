"""What officers do on the dossier itself: steps of the case's life, another subject, a note."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from geo.changes import Actor
from geo.errors import BadInput, Conflict
from geo.layers import Viewer
from geo.posting import post_or_back_to
from incidents.amending import add_note, change_category
from incidents.draft import parse_category
from incidents.grounds import OF_PROGRAMMES, Closing
from incidents.life import change_state, refuse
from incidents.models import Report
from incidents.pages.amended import say_competence
from incidents.pages.door import officers_only, report_for, require
from incidents.pages.dossier import page
from incidents.receivers import suggested
from incidents.states import State


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of the report's life, with its reason and whatever else the step asks for."""
    return _done(request, pk, _step)


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def category(request: HttpRequest, pk: int) -> HttpResponse:
    """Another subject, and what becomes of the competence."""
    return _done(request, pk, _category)


@never_cache
@officers_only
@post_or_back_to("incidents:dossier")
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Words for other officers."""
    return _done(request, pk, _note)


def _done(request: HttpRequest, pk: int, act: Callable[[HttpRequest, Report], None]) -> HttpResponse:
    """Back to the dossier; or the dossier again with what was wrong and everything that was typed."""
    require(request, "incidents.change_report")
    report = report_for(request, pk)
    try:
        act(request, report)
    except (BadInput, Conflict) as error:
        return page(request, report_for(request, pk), error=error)
    return redirect("incidents:dossier", pk=pk)


def _step(request: HttpRequest, report: Report) -> None:
    chosen = request.POST.get("state", "")
    if chosen not in [member.value for member in State]:
        raise BadInput(_("Choose the next state"), field="state", value=chosen)
    _take(request, report, State(chosen))
    messages.success(request, _("The new state is stored."))


def _take(request: HttpRequest, report: Report, to_state: State) -> None:
    actor, now = Actor.of(request.user), timezone.now()
    reason, office = request.POST.get("reason", ""), _office(request)
    grounds = _grounds(request, to_state)
    if to_state is State.REFUSED:
        refuse(report, grounds=grounds, whose=office, actor=actor, reason=reason, now=now)
        return
    if to_state is State.TRANSFERRED and not reason.strip():
        reason = _usual_reason(report, _receiver(office))
    change_state(report, to_state, actor=actor, reason=reason, now=now, to_office=office, grounds=grounds)


def _office(request: HttpRequest) -> str | None:
    """A suggested body, or one of the long list."""
    return request.POST.get("to_office") or request.POST.get("other_office") or None


def _receiver(office: str | None) -> str:
    """Asked for before the reason, which may stay empty once a suggested body is chosen."""
    if office is None:
        raise BadInput(_("A transfer names another body that receives it"), field="to_office", value=None)
    return office


def _grounds(request: HttpRequest, to_state: State) -> str:
    """What the page offered; closing before the reporter's time is over is a right of its own."""
    if to_state is State.CLOSED:
        return Closing.OFFICER.value if Viewer.of(request.user).may("incidents.close_report") else ""
    given = request.POST.get("grounds", "")
    return "" if given in OF_PROGRAMMES else given


def _usual_reason(report: Report, office: str) -> str:
    """For a body that the answer on competence suggests: choosing it and confirming are enough."""
    found = next((one for one in suggested(report) if one.office.code == office), None)
    return _("Transferred after the check of competence: %(why)s") % {"why": found.why} if found else ""


def _category(request: HttpRequest, report: Report) -> None:
    wanted = parse_category(request.POST.get("category"))
    actor, now = Actor.of(request.user), timezone.now()
    amended = change_category(report, wanted, actor=actor, reason=request.POST.get("reason", ""), now=now)
    say_competence(request, amended)


def _note(request: HttpRequest, report: Report) -> None:
    add_note(report, words=request.POST.get("words", ""), actor=Actor.of(request.user), now=timezone.now())
    messages.success(request, _("The note is stored."))
