"""The filters of the reports on the map: what tiles, counts, days, lists and areas of reports may be narrowed by.

Whoever is not told of a property may not ask by it either: the filter is not there for them.
"""

from geo.filters import Filter
from geo.layers import Viewer
from incidents.filters.areas import area
from incidents.filters.cases import CHANNEL, EPISODE, OFFICE, STATE, UNLICENSED
from incidents.filters.subjects import CATEGORY, urgency_for

FILTERS: tuple[Filter, ...] = (CATEGORY, STATE, OFFICE, CHANNEL, UNLICENSED, EPISODE)
"""In the order in which pages show them. Parameters and what belongs to each: docs/map.md."""


def seen_filters(viewer: Viewer) -> tuple[Filter, ...]:
    """Those that know who asks: about the place as this viewer sees it, about the restricted circle."""
    return (urgency_for(viewer), area(viewer))


__all__ = ["FILTERS", "seen_filters"]
