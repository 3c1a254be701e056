"""Reports in the administration: categories may be edited, reports only read; their pages change them, with reasons."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from geo import versions
from geo.changes import Actor, record
from geo.layers import Viewer
from incidents.layer import NAME
from incidents.models import Category, Report
from incidents.querysets.reports import ReportQuerySet


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


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read only, and without the contact, whose every reading has to be recorded."""

    list_display = ("tracking_code", "category", "state", "handled_by", "received_at")
    list_filter = ("state", "category")
    list_select_related = ("category", "handled_by")
    search_fields = ("tracking_code",)
    date_hierarchy = "received_at"
    show_full_result_count = False
    fields = ("tracking_code", "category", "description", "state", "channel", "received_at", "handled_by", "accuracy_m")

    def get_queryset(self, request: HttpRequest) -> ReportQuerySet:
        """Those this user may see elsewhere."""
        found: ReportQuerySet = Report.objects.seen_by(Viewer.of(request.user))
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Reports come in through the form and the API."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Steps are taken on the dossier."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        """Nothing is deleted by hand."""
        return False
