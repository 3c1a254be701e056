"""The others near a site, within a distance that the reader chooses."""

from dataclasses import dataclass

from django.contrib.gis.db.models.functions import Distance

from facilities.models import Facility
from geo.coordinates import LonLat
from geo.layers import Viewer

DISTANCES_M = (250, 500, 1_000, 5_000)
"""Within which neighbours can be listed: the distances that authorities used in real events (domain notes 9)."""

NEIGHBOURS_WITHIN_M = 1_000
_MOST_NEIGHBOURS = 50


@dataclass(frozen=True)
class Neighbours:
    """The nearest others within a distance, and whether there are more."""

    within_m: int
    sites: list[Facility]
    more: bool


def neighbours_of(facility: Facility, within_m: int, viewer: Viewer) -> Neighbours:
    """Others that the viewer may know of within a distance of the position, nearest first; at most 50."""
    if facility.position is None:
        return Neighbours(within_m, [], more=False)
    place = LonLat(facility.position.x, facility.position.y)
    others = Facility.objects.seen_by(viewer).within(place, within_m).exclude(pk=facility.pk)
    measured = others.annotate(distance=Distance("shape", facility.position)).order_by("distance", "pk")
    near = list(measured.defer("shape", "mercator", "search_text")[: _MOST_NEIGHBOURS + 1])
    return Neighbours(within_m, near[:_MOST_NEIGHBOURS], more=len(near) > _MOST_NEIGHBOURS)
