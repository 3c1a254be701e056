"""Who is competent: rules as data, ordered, dated, versioned; matched in SQL (incidents/competence/match.sql)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


def _any_of(label: object, length: int) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=length), verbose_name=label, default=list, blank=True)  # type: ignore[arg-type]  # lazy text


class LegalGround(models.Model):
    """A law or an arrangement that rules rest on."""

    code = models.CharField(max_length=30, primary_key=True)
    text_th = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("legal ground")
        verbose_name_plural = _("legal grounds")

    def __str__(self) -> str:
        return self.code


class RuleConditions(models.Model):
    """What a rule or a line of support asks of a situation. An empty list asks nothing; several are joined by "and".

    `areas`: DOPA codes of 2, 4 or 6 digits, a place in any of them; `not_areas` the contrary. `types`: five digits, or
    three for every sub-item. `classes`: 1, 2, 3, or 0 where none is known. `kinds`: of the presumed site, or none.
    `grounds_kinds`: estate, zone, park, promotion, concession: what the place or the presumed site stands on by its
    boundary; none, or said where only a number or a name speaks of an estate. `local_kinds`: bma, municipality,
    pattaya, sao, unknown. `issuers`: diw, pio, ieat, zone (a number that begins with ข), unknown.
    """

    areas = _any_of(_("Areas"), 6)
    not_areas = _any_of(_("Not in areas"), 6)
    categories = _any_of(_("Subjects"), 40)
    not_categories = _any_of(_("Not for subjects"), 40)
    emergency = models.BooleanField(_("Emergency"), null=True, blank=True)
    kinds = _any_of(_("Kinds of site"), 12)
    classes = _any_of(_("Classes"), 1)
    types = _any_of(_("Types"), 5)
    issuers = _any_of(_("Issued by"), 8)
    grounds_kinds = _any_of(_("On the ground of"), 12)
    local_kinds = _any_of(_("Local government"), 12)

    class Meta:
        abstract = True


class CompetenceRule(RuleConditions):
    """One version of one rule. Of the rules in force on a day, the first by `position` that fits gives the lead.

    `lead` is an office code, or `{pio}` (the provincial industry office of the place, DIW in Bangkok), `{local}` (the
    local government of the place) or `{ground}` (the operator's regulator of the estate). `valid_from`/`valid_to` are
    half open; a change makes a new version and ends the old one: answers name the version they rest on.
    """

    rule = models.SlugField(_("Rule"), max_length=40)
    version = models.PositiveSmallIntegerField(_("Version"), default=1)
    position = models.PositiveIntegerField(_("Order"))
    valid_from = models.DateField(_("From"), null=True, blank=True)
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    lead = models.CharField(_("Lead"), max_length=30)
    role = models.CharField(_("Role"), max_length=24)
    ground = models.ForeignKey(LegalGround, models.PROTECT, related_name="+")
    reason_th = models.TextField(_("Reason"))
    reason_en = models.TextField(_("Reason in English"), blank=True)
    verified = models.BooleanField(_("Confirmed by a source"), default=False)
    source = models.CharField(_("Source"), max_length=200)
    in_general = models.BooleanField(
        _("Regulates in quiet times"), default=True, help_text=_("False for rules of a subject or an emergency")
    )
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=150, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "rule", "-version"]
        verbose_name = _("rule of competence")
        verbose_name_plural = _("rules of competence")
        constraints = [models.UniqueConstraint(fields=["rule", "version"], name="one_rule_per_version")]

    def __str__(self) -> str:
        return f"{self.rule} v{self.version}"


class CompetenceSupport(RuleConditions):
    """A body beside the lead of a rule, where its own conditions hold too. `office` as `CompetenceRule.lead`;
    `{regulator}` is whoever leads in quiet times. `said_*` is a condition that no data of ours can check."""

    rule = models.ForeignKey(CompetenceRule, models.CASCADE, related_name="supports")
    position = models.PositiveIntegerField(default=0)
    office = models.CharField(_("Body"), max_length=30)
    role = models.CharField(_("Role"), max_length=24)
    ground = models.ForeignKey(LegalGround, models.PROTECT, related_name="+")
    said_th = models.CharField(_("Condition"), max_length=300, blank=True)
    said_en = models.CharField(_("Condition in English"), max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("supporting body")
        verbose_name_plural = _("supporting bodies")

    def __str__(self) -> str:
        return f"{self.office} ({self.role})"


class CompetenceChange(models.Model):
    """An answer that became another one: after a new place, subject, site, or new rules. Only ever added.

    `before` and `after` hold lead, role, ground, rule, version, supporting; `cause` is place, category, site or rules.
    """

    report = models.ForeignKey("incidents.Report", models.CASCADE, related_name="competence_changes")
    cause = models.CharField(max_length=12)
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField()
    actor_label = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.cause}"
