"""The filters of the register: each reads its parameter of the address into what the database is asked."""

from facilities.filters.areas import AREA
from facilities.filters.offices import OFFICE
from facilities.filters.places import BBOX, ESTATE, INSIDE, NEAR
from facilities.filters.qualities import CERTIFICATE, HAZARD, POSITION
from facilities.filters.whats import CLASS, KIND, STATUS, TYPE
from geo.filters import Choice, Filter

FILTERS: tuple[Filter, ...] = (
    KIND,
    STATUS,
    CLASS,
    TYPE,
    HAZARD,
    AREA,
    OFFICE,
    POSITION,
    CERTIFICATE,
    ESTATE,
    BBOX,
    NEAR,
    INSIDE,
)
"""In the order in which pages show them. Parameters and what belongs to each: docs/search.md."""

BY_NAME = {filter_.name: filter_ for filter_ in FILTERS}

__all__ = ["BY_NAME", "FILTERS", "Choice", "Filter"]
