"""The steps a report took: only ever added, each sealing the one before it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.models import Office
from incidents.models.report import STATE_CHOICES, Report


class StepKind(models.TextChoices):
    """What happened."""

    STATE = "state", _("State")
    SITE = "site", _("Site it is about")
    PLACE = "place", _("Place")
    CATEGORY = "category", _("Subject")
    COMPETENCE = "competence", _("Competent body")
    PROOF = "proof", _("Proof of a visit")
    REPORTER = "reporter", _("Answer of the reporter")
    MERGE = "merge", _("Joined or parted")
    NOTE = "note", _("Note")
    OUTSIDE = "outside", _("Word of another system")
    ERASED = "erased", _("Erased when its time was over")


class StateChange(models.Model):
    """One step of a case. `from_state` is empty for the first; both states are the same for steps that change none.

    `reason` and `data` are for officers; the public sees state and time. `digest` is SHA-256 over the step before
    and this one (see `incidents.chain`): it covers the digests of `reason` and `data`, not the texts, so that these
    can be erased when their time is over and the chain still verifies. The database refuses any other change.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=StepKind, default=StepKind.STATE)
    from_state = models.CharField(max_length=12, blank=True, choices=STATE_CHOICES)
    to_state = models.CharField(max_length=12, choices=STATE_CHOICES)
    at = models.DateTimeField()
    actor_label = models.CharField(max_length=150)
    reason = models.TextField(blank=True)
    to_office = models.ForeignKey(
        Office, models.PROTECT, to_field="code", null=True, related_name="+", help_text="Receiver of a transfer"
    )
    data = models.JSONField(default=dict, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_step_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.kind} {self.from_state} -> {self.to_state}"


class ChainSeal(models.Model):
    """The chains of all cases on one day (see `incidents.sealing`). Rows are only ever added."""

    day = models.DateField(primary_key=True)
    made_at = models.DateTimeField()
    up_to = models.BigIntegerField(help_text=_("Key of the last step it counts"))
    cases = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"
