"""What an OpenStreetMap object is on our backdrop, and from which zoom on it is drawn. Pure: no Django, no file."""

from collections.abc import Mapping
from dataclasses import dataclass

_CITY, _TOWN = 100_000, 10_000


@dataclass(frozen=True, slots=True)
class Kind:
    """`theme` and `name` as the database holds them; `first_zoom` is that of the tiles (512 px)."""

    theme: str
    name: str
    first_zoom: int


_ROADS = {
    "motorway": 3,
    "trunk": 4,
    "primary": 6,
    "secondary": 8,
    "tertiary": 10,
    "unclassified": 12,
    "residential": 13,
    "service": 14,
    "track": 14,
}
# What is drawn as something else of the same width.
_ROAD_ALIASES = {"living_street": "residential", "road": "unclassified", "busway": "service"}
_RAILS = {"rail": 7, "narrow_gauge": 9, "light_rail": 10, "subway": 11, "monorail": 11}
_STREAMS = {"river": 8, "canal": 10, "stream": 12, "drain": 14, "ditch": 14}
_WATER = {("natural", "water"), ("waterway", "riverbank"), ("landuse", "reservoir"), ("landuse", "basin")}
_PLACES = {"city": 5, "town": 8, "village": 11, "suburb": 11, "quarter": 12, "hamlet": 13, "neighbourhood": 13}

LINE_KEYS = ("highway", "railway", "waterway")
WATER_KEYS = ("natural", "waterway", "landuse")
PLACE_KEYS = ("place",)


def line(tags: Mapping[str, str]) -> Kind | None:
    """What a way is as a line; None for what is not drawn: footpaths, plans, platforms, what lies in a tunnel."""
    if tags.get("area") == "yes":
        return None
    if highway := tags.get("highway"):
        return _road(highway)
    if railway := tags.get("railway"):
        return None if _minor_rail(tags) else _known("rail", railway, _RAILS)
    if tags.get("tunnel") in {"yes", "culvert"}:
        return None
    return _known("stream", tags.get("waterway", ""), _STREAMS)


def water(tags: Mapping[str, str]) -> Kind | None:
    """What a closed way or multipolygon is as water."""
    if any(tags.get(key) == value for key, value in _WATER):
        return Kind("water", "water", 0)
    return None


def place(tags: Mapping[str, str]) -> Kind | None:
    """What a node is as a name on the map. A large town is shown as early as a city."""
    kind = tags.get("place", "")
    if kind not in _PLACES:
        return None
    people = population(tags)
    sooner = 2 if people >= _CITY and kind == "town" else 1 if people >= _TOWN and kind == "village" else 0
    return Kind("place", kind, _PLACES[kind] - sooner)


def population(tags: Mapping[str, str]) -> int:
    """As the tag states it; 0 where it states none, or nonsense."""
    text = tags.get("population", "").replace(",", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _road(highway: str) -> Kind | None:
    name = highway.removesuffix("_link")
    name = _ROAD_ALIASES.get(name, name)
    if name not in _ROADS:
        return None
    # Ramps only crowd the picture before the roads that they join are apart from each other.
    first = max(_ROADS[name], 11) if highway.endswith("_link") else _ROADS[name]
    return Kind("road", name, first)


def _minor_rail(tags: Mapping[str, str]) -> bool:
    return "service" in tags or tags.get("tunnel") == "yes"


def _known(theme: str, name: str, zooms: Mapping[str, int]) -> Kind | None:
    return Kind(theme, name, zooms[name]) if name in zooms else None
