"""Who wants to be told of what: `/incidents/subscriptions/`."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from geo.changes import Actor
from geo.errors import NotFound
from geo.layers import Viewer
from incidents.models import Subscription
from incidents.notices.form import SubscriptionForm
from incidents.notices.subscribing import end, manageable, office_of, send_trial, set_active, subscribe
from incidents.notices.webhooks import NotSent
from incidents.pages.door import officers_only


@never_cache
@officers_only
@require_http_methods(["GET", "HEAD", "POST"])
def subscriptions(request: HttpRequest) -> HttpResponse:
    """The list, and the form for a new one. The secret of a webhook is on the answer to the form, and never again."""
    user = cast(User, request.user)
    form = SubscriptionForm(
        request.POST or None,
        initial={"place": request.GET.get("place", "")[:300]},
        viewer=Viewer.of(user),
        has_office=office_of(user) is not None,
    )
    made = subscribe(form.wish(), user=user, now=timezone.now()) if form.is_bound and form.is_valid() else None
    if made is not None and not made.secret:
        messages.success(request, _("The subscription is stored."))
        return redirect("incidents:subscriptions")
    context = {"form": form, "made": made, "subscriptions": manageable(user), "office": office_of(user)}
    return render(request, "incidents/subscriptions.html", context, status=400 if form.errors else 200)


@never_cache
@officers_only
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume, end, or try one."""
    subscription, actor = _mine(request, pk), Actor.of(request.user)
    match request.POST.get("do"):
        case "pause":
            set_active(subscription, False, actor=actor)
        case "resume":
            set_active(subscription, True, actor=actor)
        case "end":
            end(subscription, actor=actor)
        case "try":
            _try(request, subscription)
    return redirect("incidents:subscriptions")


def _mine(request: HttpRequest, pk: int) -> Subscription:
    found = manageable(cast(User, request.user)).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise NotFound(_("There is no such subscription"), field="id", value=pk)
    return found


def _try(request: HttpRequest, subscription: Subscription) -> None:
    try:
        send_trial(subscription, now=timezone.now())
    except NotSent as error:
        messages.error(request, _("It could not be sent: %(why)s") % {"why": error})
    else:
        messages.success(request, _("A test was sent."))
