"""Smell or smoke that many people notice at once."""

from django.contrib.gis.db.models import PointField
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from geo.crs import WGS84
from incidents.models.category import Category


class Episode(models.Model):
    """Reports of one subject, hour and side. The sector is where a common source may lie, seen from the centre.

    Bearings are degrees clockwise from north, `bearing_from` to `bearing_to` clockwise; both None while the reports
    do not agree on a side.
    """

    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    centre = PointField(srid=WGS84)
    radius_m = models.FloatField(default=0.0, help_text=_("From the centre to the farthest report"))
    bearing_from = models.FloatField(null=True, blank=True)
    bearing_to = models.FloatField(null=True, blank=True)
    suspect = models.ForeignKey(Facility, models.SET_NULL, null=True, blank=True, related_name="+")
    by_hand = models.BooleanField(default=False, help_text=_("An officer changed its reports: nothing regroups it"))

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [models.Index(fields=["category", "-last_at"], name="episode_newest")]

    def __str__(self) -> str:
        return f"{self.category_id} {self.began_at:%Y-%m-%d %H:%M}"
