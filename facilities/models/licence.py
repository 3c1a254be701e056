"""A licence or registration: what is allowed, to whom, on which number. One site may hold many; none is a place."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.digits import Digits
from facilities.models.facility import Facility, Status


class LicenceForm(models.TextChoices):
    """How the number is written (domain notes 1.3)."""

    OLD = "old", _("Old registration number")
    FOURTEEN = "fourteen", _("14-digit registration number")
    IEAT = "ieat", _("IEAT number")
    ELEVEN = "eleven", _("11-digit key")
    CONCESSION = "concession", _("Mining concession")
    DRESSING = "dressing", _("Ore dressing permit")
    METALLURGY = "metallurgy", _("Metallurgy permit")
    CERTIFICATE = "certificate", _("Product certificate")
    OTHER = "other", _("Not recognised")


class Licence(models.Model):
    """One registration with its numbers and what it says of itself.

    `number` is printed, `canonical` is the same without blanks, wrapping and Thai digits. `fourteen` and `eleven` are
    the other writings of the same registration, digits only, where known; eleven digits are not unique in the country.
    `types` are five-digit codes as numbers: 906 is type 9(6), 10600 is type 106.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="licences")
    number = models.CharField(_("Number"), max_length=80)
    canonical = models.CharField(max_length=80)
    fourteen = models.CharField(_("14-digit number"), max_length=14, blank=True)
    eleven = models.CharField(_("11-digit key"), max_length=11, blank=True)
    form = models.CharField(max_length=12, choices=LicenceForm)
    issuer = models.CharField(max_length=8, blank=True, help_text=_("Office kind that issued it, where known"))
    year_be = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Buddhist year in the number"))
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    holder_th = models.CharField(_("Holder"), max_length=300, blank=True)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.UNKNOWN)
    factory_class = models.PositiveSmallIntegerField(_("Class"), null=True, blank=True)
    types = ArrayField(models.PositiveIntegerField(), default=list, blank=True, verbose_name=_("Factory types"))
    activity_th = models.TextField(_("Activity"), blank=True)
    horsepower = models.FloatField(_("Horsepower"), null=True, blank=True)
    workers = models.PositiveIntegerField(_("Workers"), null=True, blank=True)
    capital_baht = models.FloatField(_("Capital (baht)"), null=True, blank=True)
    problems = models.JSONField(default=list, blank=True, help_text=_("What is wrong with the number"))

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        constraints = [models.UniqueConstraint(fields=["facility", "canonical"], name="licence_once_per_facility")]
        # All four answer equality and the start of a number, whatever collation the database has.
        indexes = [
            models.Index(fields=["canonical"], name="licence_canonical", opclasses=["varchar_pattern_ops"]),
            models.Index(OpClass(Digits("canonical"), "text_pattern_ops"), name="licence_digits"),
            models.Index(
                fields=["fourteen"],
                name="licence_fourteen",
                condition=~models.Q(fourteen=""),
                opclasses=["varchar_pattern_ops"],
            ),
            models.Index(
                fields=["eleven"],
                name="licence_eleven",
                condition=~models.Q(eleven=""),
                opclasses=["varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.number
