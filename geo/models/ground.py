"""Roads, railways, water and names of the backdrop, as an OpenStreetMap extract gave them. Web Mercator throughout:
they are drawn, never measured or decided by.
"""

from django.contrib.gis.db.models import GeometryField, PointField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.crs import WEB_MERCATOR


class GroundEdition(models.Model):
    """One extract that was loaded. `name` is taken once: loading it again replaces all that it brought before."""

    name = models.CharField(max_length=60, unique=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=100)
    file = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=80, help_text=_("Of the file and of how it is read"))
    data_date = models.DateField(null=True, help_text=_("The day that the extract shows; empty where it does not say"))
    loaded_at = models.DateTimeField()
    counts = models.JSONField(default=dict, help_text=_("How much of each kind it brought"))

    class Meta:
        verbose_name = _("Extract for the backdrop")
        verbose_name_plural = _("Extracts for the backdrop")

    def __str__(self) -> str:
        return self.name


class GroundTheme(models.TextChoices):
    """What a shape belongs to; water is polygons, everything else lines."""

    ROAD = "road", _("Road")
    RAIL = "rail", _("Railway")
    STREAM = "stream", _("River or canal")
    WATER = "water", _("Lake or broad river")


class GroundShape(models.Model):
    """A line, or a polygon of water, as the tiles of one band of zooms draw it.

    `first_zoom` lies within the band or before it: within a band the fine ones come in later than the coarse ones.
    """

    edition = models.ForeignKey(GroundEdition, models.CASCADE, related_name="+", db_index=False)
    theme = models.CharField(max_length=6, choices=GroundTheme)
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=40, blank=True)
    name_th = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    band = models.PositiveSmallIntegerField(help_text=_("First zoom of the band"))
    first_zoom = models.PositiveSmallIntegerField()
    shape = GeometryField(srid=WEB_MERCATOR, spatial_index=False)

    class Meta:
        # One index over all that a tile asks by.
        indexes = [
            GistIndex(fields=["band", "theme", "shape"], name="ground_by_band_and_place"),
            models.Index(fields=["edition"], name="ground_shape_of_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref or self.name_th}".strip()


class GroundPlace(models.Model):
    """A city, town, village or quarter with a name."""

    edition = models.ForeignKey(GroundEdition, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    name_th = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    population = models.PositiveIntegerField(default=0)
    first_zoom = models.PositiveSmallIntegerField()
    position = PointField(srid=WEB_MERCATOR)

    def __str__(self) -> str:
        return self.name_th or self.name_en
