"""Finding facilities with the words of the domain."""

from typing import TYPE_CHECKING, Self

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db import models

from geo.coordinates import LonLat
from geo.crs import WGS84

if TYPE_CHECKING:
    from facilities.models.facility import Facility  # noqa: F401  # named in a string below


class FacilityQuerySet(models.QuerySet["Facility"]):
    """Facilities of every kind and status."""

    def operating(self) -> Self:
        """Those the register calls operating."""
        return self.filter(status="operating")

    def within(self, place: LonLat, radius_m: float) -> Self:
        """Those whose footprint, else position, lies within `radius_m` geodesic metres; uses `facility_shape`."""
        return self.filter(shape__dwithin=(Point(place.lon, place.lat, srid=WGS84), D(m=radius_m)))

    def without_geometry(self) -> Self:
        """For lists: leaves the geometry columns in the database, footprints being large."""
        return self.defer("position", "footprint", "shape", "mercator", "source_row", "search_text")

    def for_dossier(self) -> Self:
        """One facility with all that its pages say of it, in few queries; without the columns no page shows."""
        related = self.select_related("factory", "mine", "sme").defer("shape", "mercator", "search_text")
        return related.prefetch_related("licences", "activities__factory_type")

    def with_parts(self) -> Self:
        """With everything that `facilities.facts` compares, in a fixed number of queries."""
        related = self.select_related("factory", "mine", "sme").defer("shape", "mercator")
        return related.prefetch_related("licences", "activities")
