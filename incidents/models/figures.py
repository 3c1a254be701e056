"""What the dashboard keeps: how long cases took, and counts that nobody waits for. Made anew from the cases' steps.

Whatever is here can be thrown away: `incidents.dashboard.keeping` fills it again.
"""

from django.db import models

from incidents.models.report import Report


class CaseTimes(models.Model):
    """One case, narrow enough that a million of them are read at once. Moments are null for what has not happened.

    `accepted_at` and `resolved_at` are the first times; `ended_at` is when it was last brought to an end, for a case
    that is over. `office` has it now.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="+")
    office = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    accept_by = models.DateTimeField(null=True)
    finish_by = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    transferred = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.report_id)


class WeekCount(models.Model):
    """How many cases of a subject that an office has now came in, and came to an end, in the week from a Monday on."""

    week = models.DateField()
    office = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    received = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "office", "category"], name="one_count_per_week")]

    def __str__(self) -> str:
        return f"{self.week} {self.office} {self.category}"


class Pace(models.Model):
    """How fast cases were accepted and resolved in the last `weeks`, and how many were.

    `office` is empty for all offices, `category` for all subjects that are open to every officer; `*` stands for those
    of the restricted circle as well. Each stage counts the cases that reached it in that time.
    """

    weeks = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=30, blank=True)
    category = models.CharField(max_length=40, blank=True)
    received = models.PositiveIntegerField(default=0)
    reopened = models.PositiveIntegerField(default=0)
    transferred = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    accepted_in_time = models.PositiveIntegerField(default=0)
    accept_median_s = models.FloatField(null=True)
    resolved = models.PositiveIntegerField(default=0)
    resolved_in_time = models.PositiveIntegerField(default=0)
    resolve_median_s = models.FloatField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["weeks", "office", "category"], name="one_pace_per_question")]

    def __str__(self) -> str:
        return f"{self.weeks} {self.office} {self.category}"


class ProvinceCount(models.Model):
    """What the public may know: reports of a subject by the province in which their blurring cell has its centre."""

    province = models.CharField(max_length=2)
    category = models.CharField(max_length=40)
    reports = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "category"], name="one_count_per_province")]

    def __str__(self) -> str:
        return f"{self.province} {self.category}"


class KeptFigures(models.Model):
    """The one row that says of when the figures are, what they cost, and up to which step they know the cases."""

    as_of = models.DateTimeField()
    seconds = models.FloatField()
    version = models.CharField(max_length=30)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.as_of)
