"""Who may enter the officers' pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from geo.errors import NotAllowed, NotFound
from geo.layers import Viewer
from incidents.models import Report


def officers_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Strangers are sent to the login page whether the thing exists or not; `NotAllowed` for other users."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        require(request, "incidents.view_report")
        return view(request, *args, **kwargs)

    return guarded


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
