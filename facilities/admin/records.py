"""What happened to the register, in the administration: corrections, work items, imports. Nothing is changed here."""

from typing import Any

from django.contrib import admin

from facilities.models import Correction, ImportRun, WorkItem
from geo.map_admin import no


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Pages of the service change these, through operations that record who and why."""

    show_full_result_count = False
    has_add_permission: Any = no
    has_change_permission: Any = no
    has_delete_permission: Any = no


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    """Officers' words over the registers, standing and withdrawn."""

    list_display = ("facility", "field", "value", "made_by_label", "made_at", "withdrawn_at", "reason")
    list_filter = ("field", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("facility",)
    search_fields = ("made_by_label", "reason")
    date_hierarchy = "made_at"


@admin.register(WorkItem)
class WorkItemAdmin(ReadOnly):
    """The matters of sites, open and settled, and how."""

    list_display = ("facility", "matter", "found_at", "settled_at", "settled_by_label", "settled_how")
    list_filter = ("matter", "accepted", ("settled_at", admin.EmptyFieldListFilter))
    list_select_related = ("facility",)
    date_hierarchy = "found_at"


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly):
    """Loads with their files and what became of them."""

    list_display = (
        "id",
        "profile",
        "file_name",
        "state",
        "started_at",
        "applied_at",
        "started_by_label",
        "decided_by_label",
    )
    list_filter = ("state", "profile")
    search_fields = ("file_name", "sha256", "started_by_label")
    date_hierarchy = "started_at"
