"""Who may enter the officers' pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.changes import Actor
from geo.errors import BadInput, NotAllowed, NotFound
from geo.layers import Viewer
from incidents.models import Report
from incidents.notices.seeing import mark_seen
from incidents.tracking import parse_code


def officers_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Strangers are sent to the login page whether the thing exists or not; `NotAllowed` for other users."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        require(request, "incidents.view_report")
        _opened(request)
        return view(request, *args, **kwargs)

    return guarded


def _opened(request: HttpRequest) -> None:
    """A link of a notice: who follows it has seen the notice."""
    if token := request.GET.get("notice"):
        mark_seen(token, actor=Actor.of(request.user), viewer=Viewer.of(request.user), now=timezone.now())


def require(request: HttpRequest, permission: str) -> None:
    """Raises `NotAllowed` without the permission."""
    if not Viewer.of(request.user).may(permission):
        raise NotAllowed(_("Your account may not do this"), permission=permission)


def report_for(request: HttpRequest, pk: int) -> Report:
    """The report, if this viewer may know of it. Raises `NotFound` alike for hidden and for missing ones."""
    seen = Report.objects.seen_by(Viewer.of(request.user)).for_dossier()
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    report: Report | None = seen.filter(pk=pk).first() if pk < 2**63 else None
    if report is None:
        raise NotFound(_("There is no such report"), field="id", value=pk)
    return report


def report_with_code(request: HttpRequest, code: str) -> Report:
    """The same by tracking code. Raises `BadInput`, since it was typed or chosen in a form."""
    parsed = parse_code(code)
    seen = Report.objects.seen_by(Viewer.of(request.user))
    report: Report | None = seen.filter(tracking_code=parsed).first() if parsed else None
    if report is None:
        raise BadInput(_("Name the main case by its tracking code"), field="into", value=code)
    return report
