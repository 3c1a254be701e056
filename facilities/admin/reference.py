"""Reference data in the administration: to be looked at, and changed with the file it is loaded from."""

from typing import Any

from django.contrib import admin

from facilities.models import FactoryType
from geo.map_admin import no


@admin.register(FactoryType)
class FactoryTypeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The 107 types with their hazard class and its source. The regulation numbers them; the next load would
    overwrite a change made here."""

    list_display = ("code", "name_th", "name_en", "high_hazard", "hazard_source", "hazard_note")
    list_filter = ("high_hazard",)
    search_fields = ("name_th", "name_en")
    has_add_permission: Any = no
    has_change_permission: Any = no
    has_delete_permission: Any = no
