"""The bodies that act: provincial industry offices, departments, IEAT, and those outside the ministry."""

from django.conf import settings
from django.contrib.gis.db.models import PointField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geo.crs import WGS84
from geo.models.positions import PositionMethod


class OfficeKind(models.TextChoices):
    """What kind of body it is; the kinds that a competence rule can name."""

    PIO = "pio", _("Provincial industry office")
    DIW = "diw", _("Department of Industrial Works")
    IEAT = "ieat", _("Industrial Estate Authority of Thailand")
    DPIM = "dpim", _("Department of Primary Industries and Mines")
    TISI = "tisi", _("Thai Industrial Standards Institute")
    OCSB = "ocsb", _("Office of the Cane and Sugar Board")
    LOCAL = "local", _("Local government")
    OTHER = "other", _("Other body")


class Office(models.Model):
    """One competent body. `code` is stable and ASCII, such as `pio-25` or `diw`."""

    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=6, choices=OfficeKind)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    province_code = models.CharField(max_length=2, blank=True)
    position = PointField(srid=WGS84, null=True, blank=True)
    position_source = models.CharField(max_length=200, blank=True)
    position_method = models.CharField(max_length=10, choices=PositionMethod, default=PositionMethod.NONE)
    error_radius_m = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("Office")
        verbose_name_plural = _("Offices")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the moment."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_th


class OfficeMember(models.Model):
    """Where a user works: what "mine" means on the board. It gives no right."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="office_member", verbose_name=_("User")
    )
    office = models.ForeignKey(
        Office, models.CASCADE, to_field="code", related_name="members", verbose_name=_("Office")
    )

    class Meta:
        verbose_name = _("Member of an office")
        verbose_name_plural = _("Members of offices")

    def __str__(self) -> str:
        return f"{self.user_id} {self.office_id}"
