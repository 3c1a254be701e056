"""Rules of competence in the administration: a change is a new version, and is shown with what it does before it is."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from geo.changes import Actor
from geo.errors import PhangUtError
from geo.layers import Viewer
from geo.map_admin import no
from incidents.admin.rule_forms import BodyForm, RuleForm
from incidents.answers import office_names
from incidents.competence.dry_run import Move, moves
from incidents.competence.editing import CONDITIONS, RuleDraft, write_rule
from incidents.competence.reasking import ask_anew
from incidents.models import CompetenceRule, CompetenceSupport, LegalGround, Report

SHOWN = 200
"""Moves that the page lists one by one."""


class InForce(admin.SimpleListFilter):
    """The versions of today, unless others are asked for."""

    title = gettext_lazy("Versions")
    parameter_name = "versions"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """All of them, besides those in force."""
        return [("all", _("All versions"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[CompetenceRule]") -> "QuerySet[CompetenceRule]":
        """Not ended."""
        return queryset if self.value() == "all" else queryset.exclude(valid_to__lte=timezone.localdate())


class BodyInline(admin.StackedInline):  # type: ignore[type-arg]  # not subscriptable at run time
    """The bodies beside the lead."""

    model = CompetenceSupport
    form = BodyForm
    extra = 0
    fieldsets = (
        (None, {"fields": (("position", "office", "role", "ground"), ("said_th", "said_en"))}),
        (gettext_lazy("Only where"), {"fields": CONDITIONS, "classes": ("collapse",)}),
    )


@admin.register(CompetenceRule)
class CompetenceRuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Versions that are over are only read; no version is ever deleted."""

    form = RuleForm
    inlines = (BodyInline,)
    list_display = ("position", "rule", "version", "lead", "role", "verified", "valid_from", "valid_to", "written_by")
    list_display_links = ("rule",)
    list_filter = (InForce, "verified", "role")
    search_fields = ("rule", "reason_th", "reason_en", "source")
    ordering = (F("position").asc(), F("version").desc())
    fieldsets = (
        (None, {"fields": (("rule", "position"), ("lead", "role", "ground"), "reason_th", "reason_en")}),
        (gettext_lazy("Where it fits"), {"fields": CONDITIONS}),
        (gettext_lazy("How sure"), {"fields": (("verified", "in_general"), "source")}),
        (gettext_lazy("This change"), {"fields": (("from_day", "valid_to"), "why")}),
    )
    has_delete_permission = no

    def has_change_permission(self, request: HttpRequest, obj: CompetenceRule | None = None) -> bool:
        """Of a rule, its last version."""
        newer = obj is not None and CompetenceRule.objects.filter(rule=obj.rule, version__gt=obj.version).exists()
        return not newer and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: CompetenceRule | None = None) -> tuple[str, ...]:
        """Answers name a rule by its slug, which therefore stays."""
        return ("rule",) if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: CompetenceRule | None = None) -> Any:
        """A version that is only read has no day to choose."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return (*self.fieldsets[:3], (None, {"fields": (("valid_from", "valid_to"), "why", "written_by")}))

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What is sent is first shown with what it would do; sent again from there, it is saved."""
        if request.method == "POST" and "_seen" not in request.POST:
            preview = self._preview(request, object_id)
            if preview is not None:
                return preview
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: rule and bodies are one version, written once both are known."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The new version, through the operation that records who, when and why; then the open cases, if wished."""
        today, actor = timezone.localdate(), Actor.of(request.user)
        draft, from_day = _draft(form, formsets), form.cleaned_data["from_day"]
        wished = "_reask" in request.POST and from_day <= today
        keys = [move.report.pk for move in moves([draft], from_day=from_day)] if wished else []
        written = write_rule(draft, from_day=from_day, today=today, actor=actor, why=form.cleaned_data["why"])
        form.instance.version = written.version
        if keys:
            ask_anew(keys, actor=actor)
            told = ngettext("%(count)d case is being asked anew", "%(count)d cases are being asked anew", len(keys))
            messages.info(request, told % {"count": len(keys)})

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> list[Any]:
        """None: the history of changes is the record."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The history of changes is the record."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The history of changes is the record."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """To the list, where the new version stands."""
        return self._done(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """To the list, where the new version stands."""
        return self._done(request, obj)

    def _done(self, request: HttpRequest, obj: CompetenceRule) -> HttpResponse:
        self.message_user(request, _("%(rule)s was saved as version %(version)d") % vars(obj), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:incidents_competencerule_changelist"))

    def _preview(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """None where the form itself has to say what is wrong with it."""
        obj = self.get_object(request, object_id) if object_id else None
        allowed = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not allowed or (object_id and obj is None):
            return None
        form = self.get_form(request, obj, change=obj is not None)(request.POST, instance=obj)
        formsets = self._formsets(request, form.instance, obj is not None)
        if not (form.is_valid() and all(formset.is_valid() for formset in formsets)):
            return None
        draft, from_day = _draft(form, formsets), form.cleaned_data["from_day"]
        try:
            found, trouble = moves([draft], from_day=from_day), ""
        except PhangUtError as error:
            found, trouble = [], error.detail
        return TemplateResponse(
            request, "incidents/rule_dry_run.html", self._told(request, draft, found, trouble, from_day)
        )

    def _formsets(self, request: HttpRequest, rule: CompetenceRule, change: bool) -> Any:
        made: Any = self
        return made._create_formsets(request, rule, change=change)[0]

    def _told(
        self, request: HttpRequest, draft: RuleDraft, found: list[Move], trouble: str, from_day: Any
    ) -> dict[str, Any]:
        moved = [move for move in found if move.to_another]
        sent = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
        return {
            **self.admin_site.each_context(request),
            "title": _("What the change would do"),
            "opts": self.opts,
            "draft": draft,
            "trouble": trouble,
            "moves": _rows(_known(moved[:SHOWN], Viewer.of(request.user))),
            "count": len(moved),
            "others": len(found) - len(moved),
            "sent": [pair for pair in sent if pair[0] != "csrfmiddlewaretoken"],
            "from_day": from_day,
            "at_once": from_day <= timezone.localdate(),
        }


@admin.register(LegalGround)
class LegalGroundAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What rules rest on. Answers keep the words they were given."""

    list_display = ("code", "text_th", "text_en")
    has_delete_permission = no

    def get_readonly_fields(self, request: HttpRequest, obj: LegalGround | None = None) -> tuple[str, ...]:
        """Rules name it."""
        return ("code",) if obj else ()


def _known(shown: list[Move], viewer: Viewer) -> list[Move]:
    """Those that this editor may know of; all are counted, since the rule moves all."""
    seen = Report.objects.seen_by(viewer).filter(pk__in=[move.report.pk for move in shown])
    known = set(seen.values_list("pk", flat=True))
    return [move for move in shown if move.report.pk in known]


def _rows(shown: list[Move]) -> list[dict[str, Any]]:
    """The moves with the names of the bodies."""
    names = office_names(code for move in shown for code in (move.before.lead, move.after.lead))
    return [
        {
            "report": move.report,
            "before": move.before,
            "after": move.after,
            "before_name": names.get(move.before.lead, move.before.lead),
            "after_name": names.get(move.after.lead, move.after.lead),
        }
        for move in shown
    ]


def _draft(form: Any, formsets: Any) -> RuleDraft:
    bodies = [
        body.columns()
        for formset in formsets
        for body in formset.forms
        if body.is_filled() and not body.cleaned_data.get("DELETE")
    ]
    return RuleDraft(form.instance.rule, form.columns(), bodies, form.cleaned_data["valid_to"])
