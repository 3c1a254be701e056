"""Who may open the pages on which officers change sites, and which site an address names."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from facilities.models import Facility
from facilities.querysets import FacilityQuerySet
from geo.errors import NotAllowed, NotFound
from geo.layers import Viewer

PERMISSION = "facilities.change_facility"


def may_mend(request: HttpRequest) -> bool:
    """Whether the reader may change sites."""
    return Viewer.of(request.user).may(PERMISSION)


def menders_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Strangers are sent to the login page; `NotAllowed` for users without the permission. Never cached."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not may_mend(request):
            raise NotAllowed(_("Your account may not do this"), permission=PERMISSION)
        return view(request, *args, **kwargs)

    return guarded


def facility_for(pk: int, rows: FacilityQuerySet | None = None) -> Facility:
    """The site, merged away or not. Raises `NotFound`."""
    wanted = Facility.everything.all() if rows is None else rows
    # Beyond 64 bits the database refuses the comparison instead of finding nothing.
    facility = wanted.filter(pk=pk).first() if pk < 2**63 else None
    if facility is None:
        raise NotFound(_("The register holds no facility with this number"), field="id", value=pk)
    return facility


def standing_facility_for(pk: int) -> Facility:
    """The site, if it is one by itself. Raises `NotFound`, for those merged away too."""
    return facility_for(pk, Facility.objects.all())
