"""Pictures of reports and of visits."""

import uuid

from django.contrib.gis.db.models import PointField
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.crs import WGS84
from incidents.models.report import Report


class PhotoKind(models.TextChoices):
    """Who took it, for what."""

    REPORT = "report", _("From the reporter")
    PROOF = "proof", _("Proof of a visit")


class Photo(models.Model):
    """A picture, encoded anew without anything it carried. Its file is `<first two of token>/<token>.<jpg|webp>`
    under PHOTO_DIR, outside what the web server gives out.

    `report` is empty until the report it was sent for is filed. `source_digest` is SHA-256 of the file as sent,
    `look` a perceptual hash of 64 bits as hex: both tell a picture that was used before. `offered_place` is where
    the picture said it was taken: offered to its sender, kept only for proofs.
    """

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="photos")
    kind = models.CharField(max_length=8, choices=PhotoKind, default=PhotoKind.REPORT)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150)
    source_digest = models.CharField(max_length=64, db_index=True)
    look = models.CharField(max_length=16, db_index=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size_bytes = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    offered_place = PointField(srid=WGS84, null=True, blank=True, spatial_index=False)

    class Meta:
        ordering = ["sent_at", "token"]

    def __str__(self) -> str:
        return str(self.token)


class Visit(models.Model):
    """Proof that somebody was there: closing a case asks for one. Distances are geodesic metres to the footprint."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="visits")
    visited_at = models.DateTimeField()
    position = PointField(srid=WGS84, null=True, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)
    distance_m = models.FloatField(null=True, blank=True, help_text=_("To the site, or to the reported place"))
    findings = models.TextField()
    photos = models.ManyToManyField(Photo, blank=True, related_name="visits")
    doubts = models.JSONField(default=list, blank=True, help_text=_("What speaks against it, in codes"))
    recorded_at = models.DateTimeField()
    actor_label = models.CharField(max_length=150)

    class Meta:
        ordering = ["-visited_at"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.visited_at:%Y-%m-%d}"
