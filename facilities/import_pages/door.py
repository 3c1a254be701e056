"""Who may enter the pages of imports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from facilities.models import ImportRun
from geo.errors import NotAllowed, NotFound
from geo.layers import Viewer

PERMISSION = "facilities.run_import"


def stewards_only[R: HttpResponseBase](view: Callable[..., R]) -> Callable[..., HttpResponseBase]:
    """Strangers are sent to the login page; `NotAllowed` for users without the permission. Never cached."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not Viewer.of(request.user).may(PERMISSION):
            raise NotAllowed(
                _("Loading registers needs a right that your account does not have"), permission=PERMISSION
            )
        return view(request, *args, **kwargs)

    return guarded


def run_for(pk: int) -> ImportRun:
    """The run. Raises `NotFound`."""
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    run = ImportRun.objects.filter(pk=pk).first() if pk < 2**63 else None
    if run is None:
        raise NotFound(_("There is no load with this number"), field="id", value=pk)
    return run
