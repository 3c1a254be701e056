"""Where travel times and lines come from."""

from enum import StrEnum


class Source(StrEnum):
    """Where the times of a plan come from."""

    ROADS = "roads"
    MIXED = "mixed"
    ESTIMATE = "estimate"


class Method(StrEnum):
    """How one leg was found; `estimate` ones are straight and drawn dashed."""

    ROAD = "road"
    ESTIMATE = "estimate"
