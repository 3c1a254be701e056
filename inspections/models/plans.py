"""A plan for one day: the teams as they were, the visits as decided, the legs as drawn."""

from django.conf import settings
from django.contrib.gis.db.models import LineStringField, PointField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from geo.crs import WGS84
from geo.models import Office
from inspections.method import Method, Source
from inspections.models.teams import COLOURS, Team


class PlanState(models.TextChoices):
    """A draft may be planned anew; a final plan is what the teams took along."""

    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")
    CANCELLED = "cancelled", _("Cancelled")


class Plan(models.Model):
    """One day of inspections. `travel_facts` is what the travel label is made of; `params` the wish behind it."""

    title = models.CharField(max_length=200)
    date = models.DateField()
    state = models.CharField(max_length=9, choices=PlanState, default=PlanState.DRAFT)
    travel_source = models.CharField(max_length=8, choices=[(source.value, source.value) for source in Source])
    travel_facts = models.JSONField(default=dict)
    params = models.JSONField(default=dict)
    solver = models.CharField(max_length=80)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    solved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("inspection plan")
        verbose_name_plural = _("inspection plans")
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["-date", "-id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return f"/inspections/{self.pk}/"


class PlanTeam(models.Model):
    """A team of a plan, its wishes and its day. `leave_at`/`return_at` are null while it has no visits."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="teams")
    order = models.PositiveSmallIntegerField()
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    start_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    start = PointField(srid=WGS84)
    end_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    end = PointField(srid=WGS84)
    day_start = models.TimeField()
    day_end = models.TimeField()
    max_visits = models.PositiveSmallIntegerField(null=True, blank=True)
    leave_at = models.DateTimeField(null=True, blank=True)
    return_at = models.DateTimeField(null=True, blank=True)
    return_drive_s = models.PositiveIntegerField(default=0)
    return_drive_m = models.PositiveIntegerField(default=0)
    lunch_start = models.DateTimeField(null=True, blank=True)
    lunch_end = models.DateTimeField(null=True, blank=True)
    lunch_after = models.PositiveSmallIntegerField(null=True, blank=True, help_text="taken after so many visits")

    class Meta:
        ordering = ["plan", "order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="one_team_per_place_in_plan")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the moment, as it was when the plan was made."""
        return ((get_language() or "").startswith("en") and self.name_en) or self.name_th

    @property
    def hue(self) -> int:
        """1 to 6, different for the first six teams of a plan."""
        return self.order % COLOURS + 1


class PlanVisit(models.Model):
    """One site of a plan. Without `plan_team` it was left out: `unassigned_rule` and `unassigned_facts` say why."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="visits")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    position = PointField(srid=WGS84)
    minutes = models.PositiveSmallIntegerField()
    priority = models.PositiveSmallIntegerField(default=0)
    window_start = models.TimeField(null=True, blank=True)
    window_end = models.TimeField(null=True, blank=True)
    pinned = models.BooleanField(default=False, help_text="stays with its team when planned anew")
    plan_team = models.ForeignKey(PlanTeam, models.CASCADE, null=True, blank=True, related_name="visits")
    order = models.PositiveSmallIntegerField(null=True, blank=True)
    arrival = models.DateTimeField(null=True, blank=True)
    start = models.DateTimeField(null=True, blank=True)
    departure = models.DateTimeField(null=True, blank=True)
    waiting_s = models.PositiveIntegerField(default=0)
    drive_s = models.PositiveIntegerField(default=0)
    drive_m = models.PositiveIntegerField(default=0)
    unassigned_rule = models.CharField(max_length=10, blank=True)
    unassigned_facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["plan", "plan_team__order", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "facility"], name="facility_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.facility_id} in plan {self.plan_id}"

    @property
    def number(self) -> int:
        """1 for the first stop of its team; 0 when left out."""
        return 0 if self.order is None else self.order + 1


class Leg(models.Model):
    """The way to a team's stop of the same order; the last one leads home. Straight where it is an estimate."""

    plan_team = models.ForeignKey(PlanTeam, models.CASCADE, related_name="legs")
    order = models.PositiveSmallIntegerField()
    line = LineStringField(srid=WGS84)
    method = models.CharField(max_length=8, choices=[(method.value, method.value) for method in Method])
    drive_s = models.PositiveIntegerField()
    drive_m = models.PositiveIntegerField()

    class Meta:
        ordering = ["plan_team", "order"]
        constraints = [models.UniqueConstraint(fields=["plan_team", "order"], name="one_leg_per_place_in_day")]

    def __str__(self) -> str:
        return f"leg {self.order} of {self.plan_team_id}"
