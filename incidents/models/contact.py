"""The reporter: a store of its own, apart from what is reported."""

from django.contrib.gis.db.models import PointField
from django.db import models

from geo.crs import WGS84
from incidents.models.report import Report


class ReporterContact(models.Model):
    """How to reach the reporter, and where the reporter's device was. Never joined to any layer, list or export.

    Read only through `incidents.operations.read_contact`, which records the reading. A row without contact holds a
    position alone; rows go when their retention is over.
    """

    report = models.OneToOneField(Report, models.CASCADE, related_name="contact", primary_key=True)
    contact = models.CharField(max_length=200, blank=True)
    device_position = PointField(srid=WGS84, null=True, blank=True, spatial_index=False)
    device_accuracy_m = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"contact of {self.report_id}"
