"""The foundation in the administration: offices can be placed, editions activated and withdrawn, history read."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geo import editions, offices
from geo.bbox import THAILAND
from geo.changes import Actor
from geo.coordinates import LonLat
from geo.errors import PhangUtError
from geo.map_admin import MapAdmin, no
from geo.models import AreaEdition, Change, Office, OfficeMember

admin.site.site_header = admin.site.site_title = _("Administration of Phang-Ut")


@admin.register(OfficeMember)
class OfficeMemberAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Who works where."""

    list_display = ("user", "office")
    list_select_related = ("user", "office")
    autocomplete_fields = ("user", "office")
    search_fields = ("user__username", "office__code", "office__name_th")


class OfficeForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Where an office is, and how the officer knows."""

    error_radius_m = forms.FloatField(label=_("Error radius (m)"), min_value=1, max_value=50_000)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    class Meta:
        model = Office
        fields = ["position"]

    def clean_position(self) -> Any:
        """A point in Thailand."""
        point = self.cleaned_data["position"]
        if point is None or not THAILAND.contains(LonLat(point.x, point.y)):
            raise forms.ValidationError(_("Put the office on the map, inside Thailand"))
        return point


@admin.register(Office)
class OfficeAdmin(MapAdmin):
    """Names come from the reference data; the position is what an officer can mend."""

    form = OfficeForm
    list_display = ("code", "name_th", "kind", "position_method", "error_radius_m")
    list_filter = ("kind", "position_method")
    search_fields = ("code", "name_th", "name_en")
    fields = ("code", "kind", "name_th", "name_en", "position", "error_radius_m", "reason", "position_method",
              "position_source")  # fmt: skip
    readonly_fields = ("code", "kind", "name_th", "name_en", "position_method", "position_source")
    has_add_permission = no
    has_delete_permission = no

    def save_model(self, request: HttpRequest, obj: Office, form: OfficeForm, change: bool) -> None:
        """Through the operation, which records who, when and why."""
        given = form.cleaned_data
        offices.place_by_hand(
            obj.code,
            LonLat(given["position"].x, given["position"].y),
            error_radius_m=given["error_radius_m"],
            actor=Actor.of(request.user),
            reason=given["reason"],
        )

    def log_change(self, request: HttpRequest, obj: Office, message: Any) -> Any:
        """The history of changes is the record; a second one would only differ."""
        return None


@admin.register(AreaEdition)
class AreaEditionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Editions are loaded by import_areas; here they are looked at, put in force and withdrawn."""

    list_display = ("name", "level", "quality", "border_error_m", "valid_from", "valid_to", "activated_at", "loaded_at")
    list_filter = ("level", "quality")
    exclude = ("fingerprint",)
    actions = ("activate_from_today", "withdraw")
    has_add_permission = no
    has_change_permission = no
    has_delete_permission = no

    def has_activate_permission(self, request: HttpRequest) -> bool:
        """Changing an edition is putting it in or out of force."""
        return request.user.has_perm("geo.change_areaedition")

    @admin.action(description=_("Put in force from today"), permissions=["activate"])
    def activate_from_today(self, request: HttpRequest, chosen: "QuerySet[AreaEdition]") -> None:
        """The chosen editions follow those in force."""
        for edition in chosen:
            self._do(request, edition, lambda edition, actor: editions.activate(
                edition, valid_from=timezone.localdate(), actor=actor
            ))  # fmt: skip

    @admin.action(description=_("Withdraw; the edition before runs on"), permissions=["activate"])
    def withdraw(self, request: HttpRequest, chosen: "QuerySet[AreaEdition]") -> None:
        """For an edition that was put in force by mistake."""
        for edition in chosen:
            self._do(request, edition, lambda edition, actor: editions.withdraw(
                edition, actor=actor, reason="withdrawn in the administration"
            ))  # fmt: skip

    def _do(self, request: HttpRequest, edition: AreaEdition, operation: Any) -> None:
        try:
            operation(edition, Actor.of(request.user))
        except PhangUtError as error:
            self.message_user(request, error.detail, messages.ERROR)
        else:
            self.message_user(request, gettext("Done: %(edition)s") % {"edition": edition})


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who changed what, when and why; rows are only ever added, and not here."""

    list_display = ("at", "actor_label", "action", "subject_type", "subject_id", "reason")
    list_filter = ("action", "subject_type")
    search_fields = ("subject_id", "actor_label", "reason")
    date_hierarchy = "at"
    show_full_result_count = False
    has_add_permission = no
    has_change_permission = no
    has_delete_permission = no
