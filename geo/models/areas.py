"""Administrative areas, in editions, with subdivided polygons in a side table for lookups."""

from django.contrib.gis.db.models import MultiPolygonField, PolygonField
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from geo.crs import WEB_MERCATOR, WGS84
from geo.models.levels import Level
from geo.querysets.areas import AreaPartQuerySet, AreaQuerySet, EditionQuerySet


class Quality(models.TextChoices):
    """What an edition's lines may be used for."""

    SURVEY = "survey", _("Survey")
    SIMPLIFIED = "simplified", _("Simplified from a survey")
    BACKDROP = "backdrop", _("Backdrop quality: lines off by kilometres in places")


class AreaEdition(models.Model):
    """One publication of one level's boundaries. Loaded inactive, looked at, then activated from a date.

    `valid_from`/`valid_to` are the days for which lookups use it: half open, null is unbounded.
    """

    level = models.CharField(max_length=12, choices=Level)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    quality = models.CharField(max_length=12, choices=Quality, default=Quality.SIMPLIFIED)
    border_error_m = models.FloatField(help_text=_("How far a line may be from the truth, in metres"))
    fingerprint = models.CharField(max_length=64, blank=True, help_text=_("Tells whether a file holds the same areas"))
    loaded_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = models.Manager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = _("Edition of boundaries")
        verbose_name_plural = _("Editions of boundaries")
        constraints = [
            models.UniqueConstraint(fields=["level", "name"], name="edition_once_per_level"),
            ExclusionConstraint(
                name="one_active_edition_per_level_and_day",
                expressions=[
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=False),
                            function="daterange",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    ("level", RangeOperators.EQUAL),
                ],
                condition=Q(activated_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.name}"


class Area(models.Model):
    """One province, district or subdistrict of one edition. WGS84; `code` is the DOPA code."""

    edition = models.ForeignKey(AreaEdition, models.CASCADE, related_name="areas")
    level = models.CharField(max_length=12, choices=Level)
    code = models.CharField(max_length=6)
    parent_code = models.CharField(max_length=4, blank=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    search_text = models.CharField(max_length=250, editable=False, help_text=_("See geo.area_names.search_text"))
    boundary = MultiPolygonField(srid=WGS84, spatial_index=True)
    # Measured on the ellipsoid once, when the boundary is written: of thousands of areas that takes seconds.
    km2 = models.GeneratedField(
        expression=Func(
            F("boundary"),
            template="(ST_Area((%(expressions)s)::geography) / 1000000)",
            output_field=models.FloatField(),
        ),
        output_field=models.FloatField(),
        db_persist=True,
    )

    objects = models.Manager.from_queryset(AreaQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="area_once_per_edition")]
        indexes = [
            models.Index(fields=["level", "code"]),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="area_by_part_of_name"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"


class AreaPart(models.Model):
    """A piece of an area's polygon (ST_Subdivide), small enough that containment is quick. WGS84.

    Its edges are cut to about 2 km: a geodesic between two vertices that near stays within 5 cm of the straight
    line in degrees, so that distances on the ellipsoid are distances to the line as drawn.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="parts")
    edition = models.ForeignKey(AreaEdition, models.CASCADE, related_name="+")
    shape = PolygonField(srid=WGS84, spatial_index=False)

    objects = models.Manager.from_queryset(AreaPartQuerySet)()

    class Meta:
        # One index over both, so that a lookup never reads the parts of editions not in force.
        indexes = [GistIndex(fields=["edition", "shape"], name="part_by_edition_and_place")]

    def __str__(self) -> str:
        return f"part of {self.area_id}"


class AreaTileShape(models.Model):
    """An area's polygon generalised for the tiles of some zooms, in Web Mercator.

    A whole edition is simplified at once, as a coverage, so that neighbours keep one common border.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="tile_shapes")
    edition = models.ForeignKey(AreaEdition, models.CASCADE, related_name="+")
    min_zoom = models.PositiveSmallIntegerField()
    max_zoom = models.PositiveSmallIntegerField()
    shape = MultiPolygonField(srid=WEB_MERCATOR, spatial_index=True)

    class Meta:
        indexes = [models.Index(fields=["edition", "min_zoom"])]

    def __str__(self) -> str:
        return f"{self.area_id} at zooms {self.min_zoom} to {self.max_zoom}"
