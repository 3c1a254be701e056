"""The filters of the reports on the map: what tiles, counts, days, lists and areas of reports may be narrowed by.

Whoever is not told of a property may not ask by it either: the filter is not there for them.
"""

from collections.abc import Iterable, Iterator

from geo.filters import Choice, Filter
from geo.layers import Viewer
from geo.place_filters import place_filters
from incidents.filters.areas import area
from incidents.filters.cases import CHANNEL, EPISODE, OFFICE, STATE, UNLICENSED
from incidents.filters.subjects import CATEGORY, urgency_for
from incidents.shown_place import place_column

FILTERS: tuple[Filter, ...] = (CATEGORY, STATE, OFFICE, CHANNEL, UNLICENSED, EPISODE)
"""In the order in which pages show them. Parameters and what belongs to each: docs/map.md."""


def seen_filters(viewer: Viewer) -> tuple[Filter, ...]:
    """Those that know who asks: about the place as this viewer sees it, about the restricted circle."""
    return (urgency_for(viewer), area(viewer))


def chosen(viewer: Viewer, said: Iterable[tuple[str, str]]) -> Iterator[Choice]:
    """What these parameters choose, for pages that only those see who may use all filters."""
    known = (*FILTERS, *seen_filters(viewer), *place_filters(place_column(viewer)))
    by_name = {filter_.name: filter_ for filter_ in known}
    for name, value in said:
        yield from by_name[name].choices([value])


__all__ = ["FILTERS", "chosen", "seen_filters"]
