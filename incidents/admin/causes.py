"""What can cause what, in the administration: the table that the ranking of likely sites reads."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from geo import versions
from geo.changes import Actor, record
from incidents.models import Cause
from incidents.ranking.cause_table import VERSION


class CauseForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A line of the table."""

    class Meta:
        model = Cause
        fields = ("category", "kind", "type_code", "likelihood", "why_th", "why_en", "basis", "verified")

    def clean_likelihood(self) -> float:
        """Between 0 and 1."""
        likelihood: float = self.cleaned_data["likelihood"]
        if not 0.0 <= likelihood <= 1.0:
            raise forms.ValidationError(_("It lies between 0 and 1"))
        return likelihood

    def clean_type_code(self) -> str:
        """Nothing, three digits or five."""
        code: str = self.cleaned_data["type_code"]
        if code and not (code.isascii() and code.isdigit() and len(code) in (3, 5)):
            raise forms.ValidationError(_("Three digits, or five with the sub-item"))
        return code


@admin.register(Cause)
class CauseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Every change is recorded, and counts from the next report on."""

    form = CauseForm
    list_display = ("category", "kind", "type_code", "likelihood", "why_th", "verified")
    list_filter = ("category", "kind", "verified")
    search_fields = ("type_code", "why_th", "why_en")
    list_select_related = ("category",)

    def save_model(self, request: HttpRequest, obj: Cause, form: Any, change: bool) -> None:
        """Recorded like any other change."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            after = {name: _plain(getattr(obj, name)) for name in form.changed_data}
            record(Actor.of(request.user), "cause.changed" if change else "cause.added", obj, after=after)
            versions.bump(VERSION)

    def delete_model(self, request: HttpRequest, obj: Cause) -> None:
        """Recorded; a line of the shipped table comes back at the next start, so set its likelihood instead."""
        with transaction.atomic():
            record(Actor.of(request.user), "cause.removed", obj, before={"cause": str(obj)})
            super().delete_model(request, obj)
            versions.bump(VERSION)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Each recorded."""
        for cause in queryset:
            self.delete_model(request, cause)


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
