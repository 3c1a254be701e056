"""What a report was attributed to at intake, and why: kept as it was said, not computed anew."""

from django.db import models
from django.utils.translation import get_language

from facilities.models import Facility
from geo.models import Level, Office
from incidents.models.report import Report


class Attribution(models.Model):
    """The nearest facility, the competent bodies and the grounds. Distances are geodesic metres.

    `site` is what the report is taken to be about now: the site an officer confirmed, before that the presumed one, if
    any. `about_nearest` says that the presumption fell on the nearest; its reason says why or why not. `supporting` is
    a list of {office, role, legal_ground, legal_ground_en, condition_th, condition_en}.
    """

    report = models.OneToOneField(Report, models.CASCADE, related_name="attribution", primary_key=True)
    # Keys without an index of their own, here and below, begin another one already: every report pays for each.
    nearest = models.ForeignKey(Facility, models.PROTECT, null=True, related_name="+", db_index=False)
    nearest_distance_m = models.FloatField(null=True)
    about_nearest = models.BooleanField(default=False)
    presumption_th = models.TextField(blank=True)
    presumption_en = models.TextField(blank=True)
    site = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, blank=True, help_text="An officer's word; empty while it is presumed")
    confirmed = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="+")
    model_version = models.CharField(max_length=20, blank=True, help_text="Of the ranking")

    lead = models.ForeignKey(Office, models.PROTECT, to_field="code", related_name="+")
    lead_role = models.CharField(max_length=24)
    legal_ground = models.CharField(max_length=300)
    legal_ground_en = models.CharField(max_length=300, blank=True)
    rule = models.CharField(max_length=40)
    rule_version = models.PositiveSmallIntegerField(default=1)
    rule_verified = models.BooleanField(default=False)
    reason_th = models.TextField()
    reason_en = models.TextField()
    supporting = models.JSONField(default=list)
    would_change = models.JSONField(default=list, help_text="What would make the answer another: {what, th, en, lead}")

    boundary_edition = models.CharField(max_length=80)
    boundary_quality = models.CharField(max_length=12)
    boundary_error_m = models.FloatField(default=0)
    border_distance_m = models.FloatField(null=True)
    border_beyond = models.CharField(max_length=2, blank=True, help_text="DOPA code of the province beyond")
    border_beyond_th = models.CharField(max_length=120, blank=True)
    border_beyond_en = models.CharField(max_length=120, blank=True)
    computed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["nearest", "about_nearest"], name="attribution_of_facility"),
            models.Index(fields=["rule", "rule_version"], name="attribution_of_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.lead_id}"

    @property
    def legal_ground_text(self) -> str:
        """In the language of the moment."""
        return self._in_language(self.legal_ground, self.legal_ground_en)

    @property
    def reason(self) -> str:
        """In the language of the moment."""
        return self._in_language(self.reason_th, self.reason_en)

    @property
    def presumption(self) -> str:
        """In the language of the moment. Speaks of the nearest facility's distance: not for the public."""
        return self._in_language(self.presumption_th, self.presumption_en)

    @property
    def beyond_name(self) -> str:
        """The province beyond the nearest border, in the language of the moment."""
        return self._in_language(self.border_beyond_th, self.border_beyond_en)

    @staticmethod
    def _in_language(thai: str, english: str) -> str:
        return english if (get_language() or "").startswith("en") and english else thai


class Candidate(models.Model):
    """One of the five nearest facilities, rank 1 the nearest."""

    attribution = models.ForeignKey(Attribution, models.CASCADE, related_name="candidates", db_index=False)
    rank = models.PositiveSmallIntegerField()
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    distance_m = models.FloatField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["attribution", "rank"], name="one_candidate_per_rank")]

    def __str__(self) -> str:
        return f"{self.rank}. {self.facility_id}"


class ReportArea(models.Model):
    """An area the report lies in, or the nearest of its level with the distance."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="areas", db_index=False)
    level = models.CharField(max_length=12, choices=Level)
    code = models.CharField(max_length=6)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    distance_m = models.FloatField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "level"], name="one_area_per_level")]
        indexes = [models.Index(fields=["code", "report"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"
