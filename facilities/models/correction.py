"""What officers know better than the registers: an overlay that no load can overwrite, and the matters to look into."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from facilities.models.facility import Facility


class Correction(models.Model):
    """One field of a site as an officer says it is. At most one stands per field; older ones stay as history.

    `field` is a text column of `Facility` or `position`; `value` is its JSON spelling, for a position
    `{"lon", "lat", "error_radius_m"}` in WGS84.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=30)
    value = models.JSONField()
    replaced = models.JSONField(null=True, help_text=_("What the register said when the correction was made"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_by_label = models.CharField(max_length=150)
    reason = models.TextField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "field"], condition=Q(withdrawn_at__isnull=True), name="one_correction_stands"
            )
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.field}"


class Matter(models.TextChoices):
    """What may be wrong with a site, in the order in which it misleads."""

    OUTSIDE = "outside", _("Outside its stated area")
    CONTRADICTORY = "contradict", _("Its sources contradict each other")
    DISPUTED = "disputed", _("A load disagrees with an officer's correction")
    UNPLACED = "unplaced", _("Without a position")
    SHARED = "shared", _("Shares its point with other sites")
    APPROXIMATE = "approximate", _("Approximate position")


class WorkItem(models.Model):
    """One open or settled matter with one site. `detail` says what was found, in numbers and names.

    `weight` grows with what is at stake, see `facilities.quality.weight`. An item settled as `accepted` is right as it
    is: it is not opened again while `detail` stays the same.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="work_items")
    matter = models.CharField(_("Matter"), max_length=11, choices=Matter)
    detail = models.JSONField(default=dict, blank=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = models.CharField(max_length=300, blank=True)
    settled_by_label = models.CharField(max_length=150, blank=True)
    accepted = models.BooleanField(default=False)
    weight = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("work item")
        verbose_name_plural = _("work items")
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "matter"], condition=Q(settled_at__isnull=True), name="one_open_item_per_matter"
            )
        ]
        indexes = [
            models.Index(
                fields=["matter", "-weight", "id"], name="work_item_by_weight", condition=Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.facility_id} {self.matter}"
