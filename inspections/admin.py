"""Teams in the admin site; plans are made and changed on their own pages only, so that every step is recorded."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from geo.changes import Actor, record
from inspections.models import Team


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Names, home office, colour, whether it can be planned."""

    list_display = ("name_th", "name_en", "home", "colour", "active")
    list_filter = ("active",)
    list_select_related = ("home",)
    search_fields = ("name_th", "name_en", "home__name_th")

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        """Recorded like any other change."""
        super().save_model(request, obj, form, change)
        after = {"name_th": obj.name_th, "home": obj.home.code, "active": obj.active}
        record(Actor.of(request.user), "change_team" if change else "add_team", obj, after=after)
