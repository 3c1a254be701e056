"""What a report is about. A working taxonomy: the ministry's own list could not be found."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geo.kept import Kept


class Urgency(models.TextChoices):
    """How fast somebody has to look; `restricted` is open to few people only."""

    NORMAL = "normal", _("Normal")
    HIGH = "high", _("High")
    EMERGENCY = "emergency", _("Emergency")
    RESTRICTED = "restricted", _("Restricted circle")


class CategoryQuerySet(models.QuerySet["Category"]):
    """Categories."""

    def named(self, code: str) -> "Category | None":
        """The one with a code, from memory: every report asks for one. Not to be changed."""
        found = _kept.now().get(code)
        # Another process may have added it within the minute.
        return found or self.filter(code=code).first()


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


def _by_code() -> dict[str, Category]:
    return {category.code: category for category in Category.objects.all()}


_kept = Kept(_by_code, Category)
