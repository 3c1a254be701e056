"""Product certificates of the standards institute: of a product made (or a service given) at a site."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.digits import Digits
from facilities.models.facility import Facility


class Scheme(models.TextChoices):
    """Which mark the certificate grants (domain notes 3)."""

    TIS = "tis", _("มอก. product standard")
    TIS_S = "tis_s", _("มอก.เอส for SMEs")
    TCPS = "tcps", _("มผช. community product")


class Certificate(models.Model):
    """One certificate: number, standard, scope, days. `canonical` is the number without blanks and Thai digits."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="certificates")
    scheme = models.CharField(_("Scheme"), max_length=5, choices=Scheme)
    number = models.CharField(_("Number"), max_length=80)
    canonical = models.CharField(max_length=80)
    standard = models.CharField(_("Standard"), max_length=120, blank=True)
    scope_th = models.TextField(_("Scope"), blank=True)
    holder_th = models.CharField(_("Holder"), max_length=300, blank=True)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    expires_on = models.DateField(_("Expires on"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=40)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [models.UniqueConstraint(fields=["facility", "canonical"], name="certificate_once_per_facility")]
        indexes = [
            models.Index(fields=["canonical"], name="certificate_canonical", opclasses=["varchar_pattern_ops"]),
            models.Index(OpClass(Digits("canonical"), "text_pattern_ops"), name="certificate_digits"),
        ]

    def __str__(self) -> str:
        return self.number
