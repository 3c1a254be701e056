"""Other systems and programmes in the administration. A secret is shown once, when it is made; its digest is kept."""

import ipaddress
import secrets
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.changes import Actor, record
from geo.errors import BadInput
from incidents.models import ApiClient, FileImport, InboundEvent, OutsideSystem, OutsideTicket
from incidents.outside import hook_door, secret_names
from incidents.outside.open311 import filing


class OutsideSystemForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Checks what a typing mistake would open or close by accident."""

    class Meta:
        model = OutsideSystem
        fields = (
            "code",
            "kind",
            "title",
            "address",
            "organisation",
            "secret_name",
            "allowed_from",
            "polls",
            "sends_states",
        )
        labels: ClassVar = {
            "code": gettext_lazy("Code, never changed later"),
            "kind": gettext_lazy("Kind of system"),
            "title": gettext_lazy("Title"),
            "address": gettext_lazy("Address of its programming interface"),
            "organisation": gettext_lazy("Our organisation's name in that system"),
            "secret_name": gettext_lazy("Environment variable that holds its key"),
            "allowed_from": gettext_lazy("Networks it may send from"),
            "polls": gettext_lazy("Ask it for reports regularly"),
            "sends_states": gettext_lazy("Tell it our states"),
        }

    def clean_secret_name(self) -> str:
        """Only variables that are meant for this."""
        try:
            return secret_names.checked(self.cleaned_data["secret_name"])
        except BadInput as error:
            raise ValidationError(error.detail) from None

    def clean_allowed_from(self) -> list[str]:
        """Networks, not host names."""
        for network in self.cleaned_data["allowed_from"]:
            try:
                ipaddress.ip_network(network, strict=False)
            except ValueError:
                raise ValidationError(_("%(network)s is no network in CIDR") % {"network": network}) from None
        return list(self.cleaned_data["allowed_from"])


@admin.register(OutsideSystem)
class OutsideSystemAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Systems that reports come from and go to."""

    form = OutsideSystemForm
    list_display = ("code", "title", "kind", "polls", "sends_states", "last_ok_at", "paused_until", "quota_left")
    readonly_fields = ("read_until", "last_ok_at", "last_problem", "quota_left", "paused_until")
    actions = ("new_hook_secret", "ask_again_now")

    def get_readonly_fields(self, request: HttpRequest, obj: OutsideSystem | None = None) -> tuple[str, ...]:
        """The code is what tickets and histories say; it never changes."""
        return (*self.readonly_fields, "code") if obj else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: OutsideSystem, form: Any, change: bool) -> None:
        """Recorded. A new system of Traffy's gets the secret of its address at once."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            record(Actor.of(request.user), "outside_system.changed" if change else "outside_system.added", obj)
            if not change and obj.kind == "traffy":
                self._give_secret(request, obj)

    @admin.action(description=gettext_lazy("New secret for the webhook; the old one ends"), permissions=["change"])
    def new_hook_secret(self, request: HttpRequest, chosen: "QuerySet[OutsideSystem]") -> None:
        """One for each system of Traffy's that was chosen."""
        for system in chosen.filter(kind="traffy"):
            with transaction.atomic():
                self._give_secret(request, system)

    @admin.action(description=gettext_lazy("Ask again without waiting for the quota"), permissions=["change"])
    def ask_again_now(self, request: HttpRequest, chosen: "QuerySet[OutsideSystem]") -> None:
        """For a quota that was raised within the month."""
        for system in chosen:
            with transaction.atomic():
                OutsideSystem.objects.filter(pk=system.pk).update(paused_until=None)
                record(Actor.of(request.user), "outside_system.unpaused", system)

    def _give_secret(self, request: HttpRequest, system: OutsideSystem) -> None:
        secret = secrets.token_urlsafe(32)
        OutsideSystem.objects.filter(pk=system.pk).update(hook_digest=hook_door.digest_of(secret))
        record(Actor.of(request.user), "outside_system.secret_made", system)
        address = request.build_absolute_uri(f"/hooks/traffy/{secret}")
        told = _("Address for the webhooks of %(title)s, shown only now: %(address)s")
        messages.warning(request, told % {"title": system.title, "address": address})


@admin.register(ApiClient)
class ApiClientAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Programmes that file through Open311."""

    list_display = ("label", "active", "created_at")
    fields = ("label", "active")

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: bool) -> None:
        """Recorded. A new programme gets its key, shown once."""
        key = "" if change else secrets.token_urlsafe(32)
        with transaction.atomic():
            if key:
                obj.key_digest = filing.digest_of(key)
            super().save_model(request, obj, form, change)
            record(Actor.of(request.user), "api_client.changed" if change else "api_client.added", obj)
        if key:
            told = _("Key of %(label)s, shown only now: %(key)s")
            messages.warning(request, told % {"label": obj.label, "key": key})

    def has_delete_permission(self, request: HttpRequest, obj: ApiClient | None = None) -> bool:
        """It is switched off: its reports name it."""
        return False


class _ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shown, never edited by hand."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Other systems make these."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are what was said."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Retention deletes, nobody else."""
        return False


@admin.register(InboundEvent)
class InboundEventAdmin(_ReadOnly):
    """Messages as they came, with what was wrong with them."""

    list_display = ("system", "key", "kind", "happened_at", "received_at", "applied_at", "problem")
    list_filter = ("system", "kind", ("problem", admin.EmptyFieldListFilter))
    search_fields = ("key",)


@admin.register(OutsideTicket)
class OutsideTicketAdmin(_ReadOnly):
    """Tickets under the other system's name."""

    list_display = ("system", "key", "state", "state_text", "state_at", "sent_state", "report")
    list_filter = ("system", "state")
    list_select_related = ("report",)
    search_fields = ("key",)
    raw_id_fields = ("report",)


@admin.register(FileImport)
class FileImportAdmin(_ReadOnly):
    """Runs of `import_reports`."""

    list_display = ("name", "format", "started_at", "finished_at", "rows_read", "stored", "changed", "unchanged")
