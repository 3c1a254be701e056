"""How long a case may take, in Thai working days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.category import Category


class Stage(models.TextChoices):
    """What is due."""

    ACCEPT = "accept", _("Accept")
    FINISH = "finish", _("Resolve")


class Deadline(models.Model):
    """A limit for one subject, or for every subject of an urgency where `category` is empty.

    `hours` counts round the clock and comes before `working_days`. A warning goes out `warn_before_hours` earlier.
    """

    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="deadlines")
    urgency = models.CharField(max_length=12, blank=True)
    stage = models.CharField(max_length=8, choices=Stage)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    warn_before_hours = models.PositiveSmallIntegerField(default=24)
    basis = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "urgency", "stage"], name="one_deadline_per_subject", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="deadline_has_one_measure",
                condition=models.Q(working_days__isnull=False) ^ models.Q(hours__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id or self.urgency or '*'} {self.stage}"


class SpecialDay(models.Model):
    """A day the cabinet made a holiday (or a working day after all), announced too late for any library."""

    day = models.DateField(primary_key=True)
    works = models.BooleanField(_("Working day"), default=False)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]
        verbose_name = _("special day")
        verbose_name_plural = _("special days")

    def __str__(self) -> str:
        return f"{self.day} {self.name_th}"
