"""Who may see and make plans. Anonymous visitors log in first; others without the right are told so."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from geo.errors import NotAllowed

VIEW = "inspections.view_plan"
MAKE = "inspections.add_plan"

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Decorates a page. Raises `NotAllowed` for a logged-in user without `permission`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            require(request, permission)
            return view(request, *args, **kwargs)

        return login_required(checked)

    return decorate


def require(request: HttpRequest, permission: str) -> None:
    """Raises `NotAllowed`, also for anonymous callers."""
    if not request.user.has_perm(permission):
        raise NotAllowed(_("Inspection plans are for planners and inspectors"), permission=permission)
