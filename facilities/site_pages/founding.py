"""`/facilities/new/`: an officer enters a suspected unlicensed site or a store of seized waste."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilities.models import Facility
from facilities.site_pages.change import refuse
from facilities.site_pages.door import menders_only
from facilities.site_pages.forms import RADII, FoundingForm
from facilities.sites.founding import SOURCE, Finding, found_site
from geo.changes import Actor
from geo.errors import BadInput


@menders_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, with a map to put the pin on. Sent twice, it makes one site."""
    form = FoundingForm(
        request.POST or None, initial={"key": secrets.token_hex(8), "place": request.GET.get("place", "")}
    )
    if request.method == "POST" and form.is_valid():
        facility = _found(form, request)
        if facility is not None:
            messages.success(request, _("The site is in the register now."))
            return redirect("facilities:dossier", facility.pk)
    return render(request, "facilities/new.html", {"form": form, "radii": RADII})


def _found(form: FoundingForm, request: HttpRequest) -> Facility | None:
    given = form.cleaned_data
    if known := Facility.everything.filter(source=SOURCE, source_key=given["key"]).first():
        return known
    try:
        finding = Finding(**{name: given[name] for name in Finding.__dataclass_fields__})
        return found_site(finding, actor=Actor.of(request.user), reason=given["reason"], key=given["key"])
    except BadInput as error:
        refuse(form, error)
        return None
