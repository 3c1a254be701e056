"""A licence or registration. One facility may hold many; none is a place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.models.facility import Facility


class LicenceForm(models.TextChoices):
    """How the number is written (domain notes 1.3)."""

    OLD = "old", _("Old registration number")
    FOURTEEN = "fourteen", _("14-digit registration number")
    IEAT = "ieat", _("IEAT number")
    ELEVEN = "eleven", _("11-digit key")
    CONCESSION = "concession", _("Mining concession")
    CERTIFICATE = "certificate", _("Product certificate")
    OTHER = "other", _("Not recognised")


class Licence(models.Model):
    """One number as printed, with what it says. `canonical` is the same number without blanks and Thai digits."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="licences")
    number = models.CharField(max_length=80)
    canonical = models.CharField(max_length=80)
    form = models.CharField(max_length=12, choices=LicenceForm)
    issuer = models.CharField(max_length=8, blank=True, help_text=_("Office kind that issued it, where known"))
    year_be = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Buddhist year in the number"))
    issued_on = models.DateField(null=True, blank=True)
    problems = models.JSONField(default=list, blank=True, help_text=_("What is wrong with the number"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facility", "canonical"], name="licence_once_per_facility")]
        indexes = [models.Index(fields=["canonical"])]

    def __str__(self) -> str:
        return self.number
