"""Pages of one form each: `/facilities/<id>/change/<action>/`, for fields, and for taking things back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilities.correctable import SUBDISTRICT, TITLES
from facilities.corrections import correct, standing, withdraw
from facilities.models import Correction, Facility, Substance
from facilities.site_pages import forms
from facilities.site_pages.actions import ACTIONS
from facilities.site_pages.door import menders_only, standing_facility_for
from facilities.sites.candidates import candidates
from facilities.sites.merging import undo_merge
from facilities.sites.substances import remove_substance
from facilities.stated_area import subdistricts_of
from geo.changes import Actor
from geo.errors import BadInput, InvalidFields, NotFound
from geo.models import Change

_TEMPLATE = "facilities/change.html"


@menders_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """One of `ACTIONS`."""
    if action not in ACTIONS:
        raise NotFound(_("There is nothing here"), field="action", value=action)
    facility, chosen = standing_facility_for(pk), ACTIONS[action]
    form = chosen.form(request.POST or None, facility=facility, initial=request.GET.dict())
    words = {"title": chosen.title, "lead": chosen.lead, "action": action}
    if action == "merge":
        words["candidates"] = candidates(facility)

    def perform(values: dict[str, Any]) -> Facility:
        return chosen.perform(facility, values, Actor.of(request.user))

    return _form_page(request, facility, form, words, perform, chosen.done)


@menders_only
@require_http_methods(["GET", "HEAD", "POST"])
def correct_field(request: HttpRequest, pk: int) -> HttpResponse:
    """The fields that can be corrected; with `?field=`, the form for one."""
    facility, field = standing_facility_for(pk), request.GET.get("field", "")
    if not field:
        return _field_list(request, facility)
    if field not in TITLES:
        raise BadInput(_("This field cannot be corrected"), field="field", value=field, allowed=list(TITLES))
    form = forms.CorrectForm(request.POST or None, facility=facility, field=field)
    words = {
        "title": _("Correct: %(field)s") % {"field": TITLES[field]},
        "options": subdistricts_of(facility.province_code) if field == SUBDISTRICT else [],
        "lead": _("Your word stands over the registers: no load changes it. It can be withdrawn."),
    }

    def perform(values: dict[str, Any]) -> Facility:
        return correct(facility, field, values["value"], actor=Actor.of(request.user), reason=values["reason"])

    return _form_page(request, facility, form, words, perform, _("The correction holds from now on."))


@menders_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int, what: str, key: int) -> HttpResponse:
    """Withdraw a correction, remove a substance, or undo a merging: with a reason, kept in the history."""
    facility = standing_facility_for(pk)
    title, lead, undo = _taking_back(facility, what, key, Actor.of(request.user))
    form = forms.ReasonForm(request.POST or None, facility=facility)
    words = {"title": title, "lead": lead}

    def perform(values: dict[str, Any]) -> Facility:
        undo(values["reason"])
        return facility

    return _form_page(request, facility, form, words, perform, _("It is taken back."))


def _taking_back(facility: Facility, what: str, key: int, actor: Actor) -> tuple[str, str, Any]:
    if what == "correction":
        correction = _one(Correction.objects.filter(facility=facility, withdrawn_at__isnull=True), key)
        title = _("Withdraw the correction")
        lead = _("The field is again what the registers say.")
        return title, lead, lambda reason: withdraw(correction, actor=actor, reason=reason)
    if what == "substance":
        substance = _one(Substance.objects.filter(facility=facility), key)
        title = _("Remove: %(substance)s") % {"substance": substance}
        lead = _("For what is not held there any more. The history keeps it.")
        return title, lead, lambda reason: remove_substance(substance, actor=actor, reason=reason)
    if what == "merging":
        mine = Change.objects.filter(subject_type=Facility._meta.label_lower, subject_id=str(facility.pk))
        done = _one(mine, key)
        title = _("Part the sites again")
        lead = _("Each site gets back what it had before they were merged.")
        return title, lead, lambda reason: undo_merge(done, actor=actor, reason=reason)
    raise NotFound(_("There is nothing here"), field="what", value=what)


def _one(rows: Any, key: int) -> Any:
    found = rows.filter(pk=key).first() if key < 2**63 else None
    if found is None:
        raise NotFound(_("There is nothing here"), field="id", value=key)
    return found


def _field_list(request: HttpRequest, facility: Facility) -> HttpResponse:
    held = standing(facility)
    kind = facility.get_kind_display()
    fields = [
        (name, title, kind if name == "kind" else getattr(facility, name), held.get(name))
        for name, title in TITLES.items()
    ]
    return render(request, "facilities/correct.html", {"facility": facility, "fields": fields})


def _form_page(
    request: HttpRequest, facility: Facility, form: forms.SiteForm, words: dict[str, Any], perform: Any, done: Any
) -> HttpResponse:
    """Show the form, or do what it says; what the operation refuses is said beside its field."""
    if request.method == "POST" and form.is_valid():
        try:
            shown = perform(form.cleaned_data)
        except (BadInput, InvalidFields) as error:
            refuse(form, error)
        else:
            messages.success(request, str(done))
            return redirect("facilities:dossier", shown.pk)
    return render(request, _TEMPLATE, {"facility": facility, "form": form, **words})


def refuse(form: Any, error: BadInput | InvalidFields) -> None:
    """Say an operation's rule where the person can mend it."""
    field = str(error.fields["field"])
    named = {"lon": "place", "lat": "place", "position": "place"}.get(field, field)
    if isinstance(form, forms.CorrectForm) and named not in form.fields:
        named = "value"
    form.add_error(named if named in form.fields else None, error.detail)
