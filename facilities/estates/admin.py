"""Estates in the administration: an officer draws the ground, through the operation that records it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from facilities.estates.operations import draw_boundary
from facilities.models import Estate
from geo.bbox import THAILAND
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.map_admin import MapAdmin, no


class BoundaryForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A boundary with the reason for it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("Where the boundary is known from, such as an announcement")
    )

    class Meta:
        model = Estate
        fields = ["boundary"]

    def clean_boundary(self) -> Any:
        """Polygons in Thailand, or nothing."""
        shape = self.cleaned_data["boundary"]
        if shape is None:
            return None
        west, south, east, north = shape.extent
        if not (THAILAND.contains(LonLat(west, south)) and THAILAND.contains(LonLat(east, north))):
            raise ValidationError(_("Draw the boundary inside Thailand"))
        if not shape.valid:
            raise ValidationError(_("The boundary must not cross itself"))
        return shape


@admin.register(Estate)
class EstateAdmin(MapAdmin):
    """Estates come in through reference data and imports; what an officer mends is the ground."""

    form = BoundaryForm
    list_display = ("name_th", "kind", "province_code", "point_quality", "drawn_by_hand", "source")
    list_filter = ("kind", "point_quality", "drawn_by_hand")
    search_fields = ("name_th", "name_en")
    fields = (
        "name_th",
        "name_en",
        "kind",
        "operator_th",
        "province_code",
        "boundary",
        "reason",
        "drawn_by_hand",
        "point_quality",
        "position_source",
        "source",
        "source_key",
    )
    readonly_fields = tuple(name for name in fields if name not in ("boundary", "reason"))
    has_add_permission = no
    has_delete_permission = no

    def save_model(self, request: HttpRequest, obj: Estate, form: BoundaryForm, change: bool) -> None:
        """Through the operation, which records who, when and why."""
        given = form.cleaned_data
        draw_boundary(obj, given["boundary"], actor=Actor.of(request.user), reason=given["reason"])

    def log_change(self, request: HttpRequest, obj: Estate, message: Any) -> Any:
        """The history of changes is the record; a second one would only differ."""
        return None
