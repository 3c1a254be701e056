"""How long personal data is kept, and what is left when it is gone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.report import Report


class Kept(models.TextChoices):
    """What a rule of retention is about."""

    CONTACT = "contact", _("Contact and position of the reporter")
    PHOTOS = "photos", _("Pictures")
    DESCRIPTION = "description", _("Description")
    STEP_TEXTS = "step_texts", _("Reasons and notes of the case")
    MESSAGES = "messages", _("Messages of other systems")
    LOOSE_PHOTOS = "loose_photos", _("Pictures of reports never sent")


class RetentionRule(models.Model):
    """After so many days since the case was over (or since receipt where no case belongs to it) it is erased."""

    what = models.CharField(max_length=12, choices=Kept, primary_key=True)
    days = models.PositiveIntegerField()
    basis = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rule of retention")
        verbose_name_plural = _("rules of retention")

    def __str__(self) -> str:
        return f"{self.what}: {self.days}"


class Tombstone(models.Model):
    """Says that something was here, when it was erased and by which rule; nothing of what it was."""

    report = models.ForeignKey(
        Report, models.CASCADE, null=True, blank=True, related_name="tombstones", verbose_name=_("report")
    )
    what = models.CharField(_("What was erased"), max_length=12, choices=Kept)
    count = models.PositiveIntegerField(_("How many"), default=1)
    days = models.PositiveIntegerField(
        _("Kept for days"),
    )
    at = models.DateTimeField(
        _("Erased at"),
    )

    class Meta:
        verbose_name = _("record of an erasure")
        verbose_name_plural = _("records of erasures")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.what} of {self.report_id}"
