"""Finding facilities with the words of the domain."""

from typing import TYPE_CHECKING, Self

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Exists, FloatField, OuterRef, Q, Value, When

from facilities.registration import parse
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.thai import search_form

if TYPE_CHECKING:
    from facilities.models.facility import Facility  # noqa: F401  # named in a string below

_MOST_HOLDING, _MOST_ALIKE = 400, 100
"""How many rows a search ranks, so that a word that half the register holds costs no more than a rare one."""

_LONGEST = 200


class FacilityQuerySet(models.QuerySet["Facility"]):
    """Facilities of every kind and status."""

    def within(self, place: LonLat, radius_m: float) -> Self:
        """Those whose footprint, else position, lies within `radius_m` geodesic metres; uses `facility_shape`."""
        return self.filter(shape__dwithin=(Point(place.lon, place.lat, srid=WGS84), D(m=radius_m)))

    def search(self, text: str) -> Self:
        """Those whose name, place or number is like `text`, each with a `score` of 0 to 1, best first.

        Numbers are found in any writing. Ranks at most some 500 candidates. Nothing for empty text. Uses
        `facility_search_trgm` and the index on canonical numbers.
        """
        needle, canonical = search_form(text)[:_LONGEST], parse(text).canonical
        if not needle:
            return self.none()
        holding = Q(search_text__contains=needle) | Q(search_text__contains=search_form(canonical) or needle)
        candidates = self._holders(canonical).union(
            self.filter(holding).order_by().values("pk")[:_MOST_HOLDING],
            self.filter(search_text__trigram_word_similar=needle).order_by().values("pk")[:_MOST_ALIKE],
        )
        return (
            self.filter(pk__in=candidates).annotate(score=_score(needle, canonical, holding)).order_by("-score", "pk")
        )

    def _holders(self, canonical: str) -> Self:
        return self.filter(licences__canonical=canonical).order_by().values("pk")  # type: ignore[return-value]

    def for_dossier(self) -> Self:
        """One facility with all that its pages say of it, in few queries; without the columns no page shows."""
        related = self.select_related("factory", "mine", "sme").defer("shape", "mercator", "search_text")
        return related.prefetch_related("licences", "activities__factory_type")

    def with_parts(self) -> Self:
        """With everything that `facilities.facts` compares, in a fixed number of queries."""
        related = self.select_related("factory", "mine", "sme").defer("shape", "mercator")
        return related.prefetch_related("licences", "activities")

    def locked(self) -> Self:
        """Held against every other writer until the transaction ends; joined details are not."""
        return self.select_for_update(of=("self",))


def _score(needle: str, canonical: str, holding: Q) -> Case:
    """The number itself, then the start of the name, then anywhere, then by likeness of the closest words."""
    from facilities.models import Licence  # the model's manager is made of this module

    holder = Exists(Licence.objects.filter(facility=OuterRef("pk"), canonical=canonical))
    return Case(
        When(holder, then=Value(1.0)),
        When(search_text__startswith=needle, then=Value(0.95)),
        When(holding, then=Value(0.8)),
        default=TrigramWordSimilarity(needle, "search_text") * Value(0.75),
        output_field=FloatField(),
    )
