"""How long personal data is kept, and what was erased, in the administration."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from geo.changes import Actor, record
from incidents.models import RetentionRule, Tombstone


@admin.register(RetentionRule)
class RetentionRuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """There is one rule for each kind of data; their numbers of days may be changed."""

    list_display = ("what", "days", "basis", "verified")

    def get_readonly_fields(self, request: HttpRequest, obj: RetentionRule | None = None) -> tuple[str, ...]:
        """What a rule is about never changes."""
        return ("what",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: RetentionRule | None = None) -> bool:
        """Without a rule the data would be kept for ever."""
        return False

    def save_model(self, request: HttpRequest, obj: RetentionRule, form: Any, change: bool) -> None:
        """Recorded like any other change."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            before = {name: form.initial.get(name) for name in form.changed_data}
            after = {name: getattr(obj, name) for name in form.changed_data}
            record(Actor.of(request.user), "retention.changed", obj, before=before, after=after)


@admin.register(Tombstone)
class TombstoneAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What was erased, when, by which number of days. Only read."""

    list_display = ("at", "what", "report", "count", "days")
    list_filter = ("what",)
    list_select_related = ("report",)
    date_hierarchy = "at"
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by erasing only."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Tombstone | None = None) -> bool:
        """A tombstone stays as it is."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Tombstone | None = None) -> bool:
        """A tombstone stays."""
        return False
