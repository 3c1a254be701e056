"""Reports in the administration: only read; their pages change them, with reasons."""

from django.contrib import admin
from django.http import HttpRequest

from geo.layers import Viewer
from incidents.models import Report
from incidents.querysets.reports import ReportQuerySet
from incidents.shown_place import sees_place


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

    def get_fields(self, request: HttpRequest, obj: Report | None = None) -> tuple[str, ...]:
        """The masked text and no accuracy for those from whom exact places are kept."""
        if sees_place(Viewer.of(request.user)):
            return self.fields
        blurred = {"description": "public_text", "accuracy_m": ""}
        return tuple(name for field in self.fields if (name := blurred.get(field, field)))

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
