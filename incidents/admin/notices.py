"""Subscriptions and notices in the administration: looked at, and switched off where somebody has left."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from geo.changes import Actor
from geo.layers import Viewer
from incidents.models import Notice, Report, Subscription
from incidents.notices.subscribing import end


@admin.register(Subscription)
class SubscriptionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Their pages make them; here they are ended. The secret of a webhook is shown to nobody."""

    list_display = ("title", "way", "office", "user", "created_by", "active")
    list_filter = ("way", "active")
    list_select_related = ("office", "user")
    search_fields = ("title", "address", "created_by")
    exclude = ("secret",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Made on the page, with the rights of who makes it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        """Somebody else's wish is not rewritten."""
        return False

    def delete_model(self, request: HttpRequest, obj: Subscription) -> None:
        """Recorded like any other end."""
        end(obj, actor=Actor.of(request.user))

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Subscription]") -> None:
        """The same for many."""
        for subscription in queryset:
            self.delete_model(request, subscription)


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Only read."""

    list_display = ("created_at", "event", "subscription", "state", "tries", "seen_by")
    list_filter = ("state", "event")
    list_select_related = ("subscription",)
    show_full_result_count = False
    exclude = ("token",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Notice]":
        """Those of reports this user may see elsewhere."""
        return Notice.objects.filter(report__in=Report.objects.seen_by(Viewer.of(request.user)).values("pk"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Only read."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        """Goes with its subscription."""
        return False
