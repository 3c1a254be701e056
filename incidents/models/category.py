"""What a report is about. A working taxonomy: the ministry's own list could not be found."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geo import prepared


class Urgency(models.TextChoices):
    """How fast somebody has to look; `restricted` is open to few people only."""

    NORMAL = "normal", _("Normal")
    HIGH = "high", _("High")
    EMERGENCY = "emergency", _("Emergency")
    RESTRICTED = "restricted", _("Restricted circle")


class CategoryQuerySet(models.QuerySet["Category"]):
    """Categories."""

    def named(self, code: str) -> "Category | None":
        """The one with a code, by a plan that is kept: every report asks for one."""
        # Named one by one, in the order of the model: a kept plan must not yield something else when a column is added.
        # JSON comes undecoded this way; it is read when somebody asks for it.
        plain = [field for field in Category._meta.concrete_fields if not isinstance(field, models.JSONField)]
        columns = ", ".join(str(field.column) for field in plain)
        statement = f"SELECT {columns} FROM incidents_category WHERE code = %(code)s"  # noqa: S608  # names of ours
        found = prepared.rows(statement, {"code": code}, using=self.db)
        return Category.from_db(self.db, [field.attname for field in plain], found[0]) if found else None


class Category(models.Model):
    """One kind of report. `basis` and `verified` say where the line comes from and how sure it is."""

    code = models.CharField(max_length=40, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    hint_th = models.CharField(max_length=200, blank=True, help_text=_("Plain words under the name on the form"))
    hint_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text=_("Order on the form"))
    default_facility_kind = models.CharField(max_length=20, blank=True)
    lead_hint = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=12, choices=Urgency, default=Urgency.NORMAL)
    noticed_within_m = models.PositiveIntegerField(
        _("Noticed within (m)"), default=2_000, help_text=_("How far from its source such a thing is still noticed")
    )
    same_within_m = models.PositiveIntegerField(_("The same within (m)"), default=300)
    same_within_hours = models.PositiveIntegerField(_("The same within (hours)"), default=72)
    episodic = models.BooleanField(
        _("Carried by the wind"), default=False, help_text=_("Reports of one hour and side belong to one episode")
    )
    traffy_types = models.JSONField(
        _("Types of Traffy"), default=list, blank=True, help_text=_("Names or numbers of their types that mean this")
    )
    basis = models.CharField(max_length=200, blank=True)
    verified = models.CharField(max_length=20, blank=True)

    objects = models.Manager.from_queryset(CategoryQuerySet)()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("report category")
        verbose_name_plural = _("report categories")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the moment."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_th

    @property
    def hint(self) -> str:
        """In the language of the moment."""
        return self.hint_en if (get_language() or "").startswith("en") else self.hint_th
