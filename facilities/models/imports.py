"""Imports: each run with its raw snapshot and its findings, and what every source last said of every key."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from facilities.models.facility import Facility
from facilities.models.licence import Licence


class RunState(models.TextChoices):
    """Where a run stands. Everything before `APPLIED` has left the register as it was."""

    WAITING = "waiting", _("Waiting to start")
    READING = "reading", _("Being read")
    COMPARED = "compared", _("Compared; nothing written yet")
    HELD = "held", _("Held for a person to decide")
    APPLYING = "applying", _("Being written")
    APPLIED = "applied", _("Applied")
    REJECTED = "rejected", _("Rejected")
    STOPPED = "stopped", pgettext_lazy("state of a load", "Stopped")
    FAILED = "failed", _("Failed")


class ImportRun(models.Model):
    """One load of one file. `profile` names the kind of file; `snapshot` is the raw file, kept under `sha256`.

    `counts` holds `read`, `new`, `changed`, `unchanged`, `refused`, `problems`, `absent` and `statuses` (rows per
    status), and `waited_s`, how long it waited for a person. `held_for` are the reasons, each `{"rule", "detail",
    ...numbers}`. `done` of `total` is the progress of `step`.
    """

    profile = models.CharField(_("Profile"), max_length=40)
    mapping = models.JSONField(
        null=True, blank=True, help_text=_("Columns of a generic file, as the person mapped them")
    )
    file_name = models.CharField(_("File"), max_length=255)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField(_("Size"))
    format = models.CharField(max_length=20, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    crs = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=RunState, default=RunState.WAITING)
    wants_apply = models.BooleanField(default=False, help_text=_("Apply at once unless something holds the load"))
    step = models.CharField(max_length=40, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=dict, blank=True)
    held_for = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField(_("Started"))
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)
    applied_at = models.DateTimeField(_("Applied"), null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_by_label = models.CharField(max_length=150)
    decided_by_label = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    stop_asked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["profile", "-applied_at"], name="import_last_applied")]
        permissions = [("run_import", _("Can load registers and decide on held loads"))]

    def __str__(self) -> str:
        return f"{self.pk} {self.profile} {self.file_name}"


class ImportProblem(models.Model):
    """One matter with one row of a run's file. `rule` is a key of `facilities.imports.problems.RULES`."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField(_("Row"))
    key = models.CharField(_("Key"), max_length=80, blank=True)
    field = models.CharField(_("Column"), max_length=120, blank=True)
    value = models.CharField(_("Value"), max_length=200, blank=True)
    rule = models.CharField(_("Rule"), max_length=40)
    detail = models.CharField(max_length=300, blank=True)
    refused = models.BooleanField(_("Row refused"), default=False)

    class Meta:
        indexes = [models.Index(fields=["run", "row"], name="import_problem_by_row")]

    def __str__(self) -> str:
        return f"row {self.row} {self.rule}"


class SourceRecord(models.Model):
    """What one source last said under one key, as it said it: the truth that everything else is derived from.

    `raw` holds the row's non-empty cells as they came, without private columns; `geometry` the row's own shape as WKB
    in WGS84, where the file has shapes. `digest` tells an unchanged row; it covers the profile's version too.
    A record that the latest applied load of its source lacks has `missing_since`; it is never deleted for that.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="records")
    licence = models.ForeignKey(Licence, models.SET_NULL, null=True, blank=True, related_name="+")
    digest = models.BinaryField(max_length=16)
    raw = models.JSONField()
    geometry = models.BinaryField(null=True)
    row = models.PositiveIntegerField(help_text=_("Its row in the file of `changed_run`"))
    status = models.CharField(max_length=10, blank=True, help_text=_("The status it states, for the shares of a load"))
    said_on = models.DateField(null=True, help_text=_("The day the row itself bears, else that of the load"))
    first_run = models.ForeignKey(ImportRun, models.PROTECT, related_name="+")
    changed_run = models.ForeignKey(ImportRun, models.PROTECT, related_name="+")
    missing_since = models.DateField(null=True, blank=True)
    last_seen = models.DateField(
        null=True, blank=True, help_text=_("Set when it goes missing; else it is the latest load's")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="record_once_per_source")]
        indexes = [models.Index(fields=["source"], name="record_missing", condition=Q(missing_since__isnull=False))]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
