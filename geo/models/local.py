"""Local government: Bangkok, municipalities, Pattaya and subdistrict administrative organisations."""

from django.contrib.gis.db.models import MultiPolygonField
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.crs import WGS84
from geo.models.areas import Quality


class LocalKind(models.TextChoices):
    """The kinds that competence tells apart: the first three took over factory tasks in B.E. 2552 (domain notes 5)."""

    BMA = "bma", _("Bangkok Metropolitan Administration")
    MUNICIPALITY = "municipality", _("Municipality")
    PATTAYA = "pattaya", _("Pattaya City")
    SAO = "sao", _("Subdistrict administrative organisation")


class LocalGovernment(models.Model):
    """One local government and its ground, WGS84. `office` code is `lg-<code>`, made with it.

    `valid_from`/`valid_to` are half open, null is unbounded. Where none is loaded for a province, the kind of a place
    there is unknown; where some are, a place in none of them belongs to a subdistrict administrative organisation.
    """

    code = models.CharField(max_length=10, unique=True)
    kind = models.CharField(max_length=12, choices=LocalKind)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    province_code = models.CharField(max_length=2, db_index=True)
    boundary = MultiPolygonField(srid=WGS84)
    source = models.CharField(max_length=200)
    quality = models.CharField(max_length=12, choices=Quality, default=Quality.SIMPLIFIED)
    border_error_m = models.FloatField(default=0.0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("local government")
        verbose_name_plural = _("local governments")

    def __str__(self) -> str:
        return self.name_th
