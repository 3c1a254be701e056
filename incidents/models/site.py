"""Which site a report is about: the ranked list with its reasons, what officers confirmed, what the list reads."""

from django.contrib.gis.db.models import MultiLineStringField, PointField
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from geo.crs import WGS84
from incidents.models.attribution import Attribution
from incidents.models.category import Category
from incidents.models.report import Report


class Likely(models.Model):
    """One likely source, rank 1 the likeliest; without a facility it is "no registered site fits".

    `share` is how much of the belief falls to it, 0 to 1. `reasons` is a list of
    {code, weight, th, en, ...numbers}, `weight` being the natural logarithm of how much likelier it makes the site.
    """

    attribution = models.ForeignKey(Attribution, models.CASCADE, related_name="likely", db_index=False)
    rank = models.PositiveSmallIntegerField()
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, related_name="+")
    distance_m = models.FloatField(null=True)
    share = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["attribution", "rank"], name="one_likely_per_rank")]
        indexes = [
            models.Index(
                fields=["attribution"],
                name="likely_unlicensed",
                condition=models.Q(rank=1, facility__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.facility_id or 'unlicensed'}"


class Verdict(models.TextChoices):
    """What an officer found."""

    SITE = "site", _("This site")
    UNLICENSED = "unlicensed", _("No registered site: suspected unlicensed")
    NO_SITE = "no_site", _("Not about any site")


class Confirmation(models.Model):
    """An officer's word on the source; the newest one of a report counts. Rows are only ever added.

    `rank` is where the list of that moment had the chosen site (None: not on it), `nearest_rank` the list of nearest
    ones.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="confirmations")
    verdict = models.CharField(max_length=10, choices=Verdict)
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)
    nearest_rank = models.PositiveSmallIntegerField(null=True)
    listed = models.PositiveSmallIntegerField(default=0, help_text=_("How long the list was"))
    model_version = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    actor_label = models.CharField(max_length=150)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["facility", "category"], name="confirmed_of_facility"),
            models.Index(fields=["report", "-id"], name="confirmed_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.verdict} {self.facility_id or ''}"


class Cause(models.Model):
    """Whether sites of one sort can cause what a category reports. `likelihood`: 1 as likely as any, 0 cannot.

    `type_code` is a five-digit type or its first three digits for every sub-item; empty for every type of `kind`.
    """

    category = models.ForeignKey(Category, models.CASCADE, related_name="causes")
    kind = models.CharField(max_length=12, default="factory")
    type_code = models.CharField(max_length=5, blank=True)
    likelihood = models.FloatField()
    why_th = models.CharField(max_length=200, blank=True)
    why_en = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("what can cause it")
        verbose_name_plural = _("what can cause it")
        constraints = [models.UniqueConstraint(fields=["category", "kind", "type_code"], name="one_cause_per_sort")]

    def __str__(self) -> str:
        return f"{self.category_id} {self.kind} {self.type_code}"


class WindReading(models.Model):
    """Wind at a place and time. `from_degrees` is where it comes from, clockwise from north."""

    position = PointField(srid=WGS84)
    observed_at = models.DateTimeField(db_index=True)
    from_degrees = models.FloatField()
    speed_ms = models.FloatField()
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ["-observed_at"]
        constraints = [
            models.UniqueConstraint(fields=["source", "position", "observed_at"], name="one_wind_reading_per_moment")
        ]

    def __str__(self) -> str:
        return f"{self.from_degrees:.0f}° {self.speed_ms:.1f} m/s"


class WaterCourse(models.Model):
    """A river or canal; the lines run the way the water flows."""

    name_th = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    line = MultiLineStringField(srid=WGS84)
    source = models.CharField(max_length=120)
    source_key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_key"], name="water_course_once_per_source")]

    def __str__(self) -> str:
        return self.name_th or self.source_key
