"""What is known of a site beyond the registers' columns: its states over time, substances, success cases."""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from facilities.models.facility import Facility, Status
from facilities.models.licence import Licence

THAILAND = ZoneInfo("Asia/Bangkok")


class StatusEntry(models.Model):
    """One statement about a status, never changed afterwards. `on` is the day it holds from, where the source says."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="status_entries")
    licence = models.ForeignKey(Licence, models.CASCADE, null=True, blank=True, related_name="status_entries")
    status = models.CharField(_("Status"), max_length=10, choices=Status)
    on = models.DateField(_("From"), null=True, blank=True)
    source = models.CharField(_("Source"), max_length=80, help_text=_("Import profile, or the officer who entered it"))
    note = models.CharField(_("Note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("Recorded at"))
    effective = models.GeneratedField(
        expression=Coalesce("on", TruncDate("recorded_at", tzinfo=THAILAND)),
        output_field=models.DateField(),
        db_persist=True,
    )
    """The day it counts from: that which the source says, else that on which we heard of it."""

    class Meta:
        verbose_name = _("status entry")
        verbose_name_plural = _("status entries")
        ordering = ["-recorded_at", "-pk"]
        indexes = [
            # Asked of every site on a map of an earlier day: the words of one licence in the order of their days, with
            # the word itself, so that the table is not read.
            models.Index(
                fields=["facility", "licence", "-effective", "-id"], name="status_entry_of_day", include=["status"]
            ),
            models.Index(fields=["effective"], name="status_entry_later", include=["facility"]),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.on or ''}"


class Substance(models.Model):
    """A hazardous substance held at a site: how much, who says so, and of which day."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="substances")
    name_th = models.CharField(_("Name"), max_length=200)
    name_en = models.CharField(_("Name in English"), max_length=200, blank=True)
    cas_number = models.CharField(_("CAS number"), max_length=12, blank=True)
    un_number = models.CharField(_("UN number"), max_length=4, blank=True)
    quantity = models.FloatField(_("Quantity"), null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    source = models.CharField(_("Source"), max_length=200)
    as_of = models.DateField(_("As of"), null=True, blank=True)

    class Meta:
        verbose_name = _("hazardous substance")
        verbose_name_plural = _("hazardous substances")

    def __str__(self) -> str:
        return self.name_th


class SuccessCase(models.Model):
    """A site the ministry's programmes helped: which programme, in which Buddhist year, and what came of it."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="success_cases")
    programme_th = models.CharField(_("Programme"), max_length=200)
    year_be = models.PositiveSmallIntegerField(_("Buddhist year"))
    story_th = models.TextField(_("Story"))
    story_en = models.TextField(_("Story in English"), blank=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("success case")
        verbose_name_plural = _("success cases")

    def __str__(self) -> str:
        return f"{self.programme_th} {self.year_be}"
