"""Land of the neighbouring countries: tells a point across the border from one off the coast."""

from django.contrib.gis.db.models import PolygonField
from django.contrib.gis.db.models.functions import Transform
from django.db import models

from geo.crs import WEB_MERCATOR, WGS84


class NeighbourLand(models.Model):
    """A piece of a neighbouring country's land, subdivided. WGS84, backdrop quality (Natural Earth)."""

    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    name_th = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    shape = PolygonField(srid=WGS84, spatial_index=True)
    mercator = models.GeneratedField(
        expression=Transform("shape", WEB_MERCATOR), output_field=PolygonField(srid=WEB_MERCATOR), db_persist=True
    )

    def __str__(self) -> str:
        return self.name_en
