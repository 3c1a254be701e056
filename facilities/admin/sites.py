"""The register in the administration. The only thing to change is a position, through the operation that records it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from facilities.corrections import move_facility
from facilities.models import Facility
from facilities.querysets import FacilityQuerySet
from geo.bbox import THAILAND
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.map_admin import MapAdmin


class PositionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A position with the reason for it. The radius says how sure the officer is."""

    error_radius_m = forms.FloatField(
        label=_("Error radius (m)"), min_value=1, max_value=50_000, help_text=_("How far off this position may be")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("How the right position is known, such as a visit or a deed")
    )

    class Meta:
        model = Facility
        fields = ["position"]

    def clean_position(self) -> Any:
        """A point in Thailand."""
        point = self.cleaned_data["position"]
        if point is None or not THAILAND.contains(LonLat(point.x, point.y)):
            raise ValidationError(_("Put the facility on the map, inside Thailand"))
        return point


@admin.register(Facility)
class FacilityAdmin(MapAdmin):
    """Looks at facilities and moves them. Registers are entered by imports and left by nobody."""

    form = PositionForm
    list_display = ("display_name", "kind", "status", "province_th", "position_method", "error_radius_m")
    list_filter = ("kind", "status", "position_method", "approximate", "hazard")
    search_fields = ("search_text",)
    show_full_result_count = False
    fields = (
        "display_name",
        "kind",
        "status",
        "position",
        "error_radius_m",
        "reason",
        "position_method",
        "position_source",
        "position_raw",
        "address_th",
        "subdistrict_th",
        "district_th",
        "province_th",
        "source",
        "source_key",
    )
    readonly_fields = tuple(name for name in fields if name not in ("position", "error_radius_m", "reason"))

    @admin.display(description=_("Name"))
    def display_name(self, facility: Facility) -> str:
        """Its own name, else the operator's, else its number."""
        return facility.name

    def get_search_results(
        self, request: HttpRequest, queryset: FacilityQuerySet, search_term: str
    ) -> tuple[FacilityQuerySet, bool]:
        """By part of a name, place or number in any writing; Django's own way would read the whole register."""
        return queryset.filter(pk__in=queryset.search(search_term).order_by().values("pk")), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """New facilities come in through imports."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Facility | None = None) -> bool:
        """A facility that is gone is struck off, and stays."""
        return False

    def save_model(self, request: HttpRequest, obj: Facility, form: PositionForm, change: bool) -> None:
        """Through the operation, which records who, when and why."""
        given = form.cleaned_data
        move_facility(
            obj,
            LonLat(given["position"].x, given["position"].y),
            actor=Actor.of(request.user),
            reason=given["reason"],
            error_radius_m=given["error_radius_m"],
        )

    def log_change(self, request: HttpRequest, obj: Facility, message: Any) -> Any:
        """The history of changes is the record; a second one would only differ."""
        return None
