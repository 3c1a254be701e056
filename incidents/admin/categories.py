"""The categories of reports in the administration."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from geo import versions
from geo.changes import Actor, record
from incidents.layer import NAME
from incidents.models import Category


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """The working taxonomy. A category with reports cannot be deleted."""

    list_display = ("code", "name_th", "name_en", "urgency", "position", "verified")
    search_fields = ("code", "name_th", "name_en")

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> tuple[str, ...]:
        """The code of a category is what programs say; it never changes."""
        return ("code",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        """Recorded like any other change. The layer's version grows: the urgency decides who sees which reports."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            after = {name: getattr(obj, name) for name in form.changed_data}
            record(Actor.of(request.user), "category.changed" if change else "category.added", obj, after=after)
            versions.bump(NAME)
