"""Industrial estates, zones and parks: who runs the ground a factory stands on decides who is competent."""

from django.contrib.gis.db.models import GeometryField, MultiPolygonField, PointField
from django.contrib.gis.db.models.functions import Transform
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geo.crs import WEB_MERCATOR, WGS84


class EstateKind(models.TextChoices):
    """By the law it stands under (domain notes 4): only the first is IEAT's."""

    ESTATE = "estate", _("Industrial estate (IEAT)")
    ZONE = "zone", _("Industrial zone (Factory Act s.30)")
    PARK = "park", _("Industrial park")
    PROMOTION = "promotion", _("Industrial promotion zone")


class PointQuality(models.TextChoices):
    """What the point is worth where there is no polygon: most published ones are an office's in charge."""

    OWN = "own", _("Its own point")
    SHARED = "shared", _("A point shared with other estates")
    WRONG = "wrong", _("A point in another province")
    NONE = "none", _("No point known")


class Estate(models.Model):
    """One estate, zone or park. `boundary` is its ground; with a `point` only, nothing can be said to lie inside.

    WGS84. `mercator` is for tiles, generated: the boundary, else the point.
    """

    kind = models.CharField(_("Kind"), max_length=10, choices=EstateKind)
    name_th = models.CharField(_("Name"), max_length=200)
    name_en = models.CharField(_("Name in English"), max_length=200, blank=True)
    operator_th = models.CharField(_("Run by"), max_length=200, blank=True)
    province_code = models.CharField(_("Province"), max_length=2, blank=True)
    boundary = MultiPolygonField(_("Boundary"), srid=WGS84, null=True, blank=True)
    point = PointField(_("Point"), srid=WGS84, null=True, blank=True)
    point_quality = models.CharField(max_length=6, choices=PointQuality, default=PointQuality.NONE)
    position_source = models.CharField(_("Source of the position"), max_length=80, blank=True)
    error_radius_m = models.FloatField(_("Error radius (m)"), null=True, blank=True)
    drawn_by_hand = models.BooleanField(
        _("Boundary drawn by an officer"), default=False, help_text=_("No load changes it then")
    )
    source = models.CharField(_("Source"), max_length=80)
    source_key = models.CharField(_("Key in the source"), max_length=80)
    mercator = models.GeneratedField(
        expression=Transform(
            Coalesce(Cast("boundary", GeometryField(srid=WGS84)), Cast("point", GeometryField(srid=WGS84))),
            WEB_MERCATOR,
        ),
        output_field=GeometryField(srid=WEB_MERCATOR, null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("industrial estate")
        verbose_name_plural = _("industrial estates")
        constraints = [
            models.UniqueConstraint(fields=["source", "source_key"], name="estate_once_per_source"),
            models.CheckConstraint(
                name="estate_point_says_its_quality", condition=Q(point__isnull=True) | ~Q(point_quality="none")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the moment."""
        english = (get_language() or "").startswith("en") and self.name_en
        return english or self.name_th

    @property
    def only_a_point(self) -> bool:
        """Whether its ground is unknown."""
        return self.boundary is None
