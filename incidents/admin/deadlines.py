"""Limits and special days in the administration. Cases that run already keep the limits they were given."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from geo.changes import Actor, record
from incidents.models import Deadline, SpecialDay


class Recorded(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Every change is recorded with who made it."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The row and its record, or neither."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            after = {name: str(getattr(obj, name)) for name in form.changed_data}
            name = obj._meta.model_name
            record(Actor.of(request.user), f"{name}.changed" if change else f"{name}.added", obj, after=after)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The same for taking a row away."""
        with transaction.atomic():
            record(Actor.of(request.user), f"{obj._meta.model_name}.removed", obj, before={"was": str(obj)})
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> None:
        """Several at once, each recorded."""
        for row in queryset:
            self.delete_model(request, row)


@admin.register(SpecialDay)
class SpecialDayAdmin(Recorded):
    """Days the cabinet made holidays, or working days after all. They count for cases from the next minute on."""

    list_display = ("day", "name_th", "works", "source")
    list_filter = ("works",)
    search_fields = ("name_th", "name_en", "source")
    date_hierarchy = "day"


@admin.register(Deadline)
class DeadlineAdmin(Recorded):
    """How long each stage may take, by subject or by urgency."""

    list_display = ("category", "urgency", "stage", "working_days", "hours", "warn_before_hours", "verified")
    list_filter = ("stage", "urgency", "verified")
    list_select_related = ("category",)
