"""The steps a report took. Rows are only ever added."""

from django.db import models

from geo.models import Office
from incidents.models.report import STATE_CHOICES, Report


class StateChange(models.Model):
    """One step. `from_state` is empty for the first. `reason` is for officers; the public sees state and time."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=12, blank=True, choices=STATE_CHOICES)
    to_state = models.CharField(max_length=12, choices=STATE_CHOICES)
    at = models.DateTimeField()
    actor_label = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    to_office = models.ForeignKey(
        Office, models.PROTECT, to_field="code", null=True, related_name="+", help_text="Receiver of a transfer"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.from_state} -> {self.to_state}"
