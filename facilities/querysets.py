"""Finding facilities with the words of the domain."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BigIntegerField, F, FloatField, Func, Value

from facilities.searching import matching, scores
from facilities.visibility import hidden_kinds
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.layers import Viewer

if TYPE_CHECKING:
    from facilities.models.facility import Facility  # noqa: F401  # named in a string below


class FacilityQuerySet(models.QuerySet["Facility"]):
    """Facilities of every kind and status."""

    def seen_by(self, viewer: Viewer) -> Self:
        """Those that this viewer may know of."""
        hidden = hidden_kinds(viewer)
        return self.exclude(kind__in=hidden) if hidden else self

    def within(self, place: LonLat, radius_m: float) -> Self:
        """Those whose footprint, else position, lies within `radius_m` geodesic metres; uses `facility_shape`."""
        return self.filter(shape__dwithin=(Point(place.lon, place.lat, srid=WGS84), D(m=radius_m)))

    def search(self, text: str) -> Self:
        """Those whose name, operator, place or number is like `text`, each with a `score` of 0 to 1, best first.

        Numbers are found in any writing; words in any order, all of them, in names and places together; where little
        fits, what is spelled alike. Looks at once; ranks at most some thousand. Nothing for empty text.
        """
        found = scores(self, text)
        if not found:
            return self.none()
        return self.filter(pk__in=list(found)).annotate(score=_ScoreOf(found)).order_by("-score", "pk")

    def matching(self, text: str) -> Self:
        """All those that hold `text` as a whole, all its words, or its number; where there are none, those like it.

        In no order: `search` ranks the best of them. Everything for words that tell nothing, such as บริษัท.
        """
        return matching(self, text)

    def for_dossier(self) -> Self:
        """One facility with all that its pages say of it, in few queries; without the columns no page shows."""
        related = self.select_related("factory", "mine", "sme").defer("shape", "mercator", "search_text")
        return related.prefetch_related("licences", "activities__factory_type")

    def with_parts(self) -> Self:
        """With everything that `facilities.facts` compares, in a fixed number of queries."""
        related = self.select_related("factory", "mine", "sme").defer("shape", "mercator")
        return related.prefetch_related("licences", "activities", "certificates")

    def locked(self) -> Self:
        """Held against every other writer until the transaction ends; joined details are not."""
        return self.select_for_update(of=("self",))


class _ScoreOf(Func):
    """The score that belongs to a row's id: its place in one array is its place in the other."""

    output_field = FloatField()
    arg_joiner = ")["
    template = "(%(expressions)s]"

    def __init__(self, by_id: Mapping[int, float]) -> None:
        ids = Value([*by_id], output_field=ArrayField(BigIntegerField()))
        values = Value([*by_id.values()], output_field=ArrayField(FloatField()))
        super().__init__(values, Func(ids, F("pk"), function="array_position"))
