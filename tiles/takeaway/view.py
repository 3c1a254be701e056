"""What the map shows, as the map's own address says it: where, which layers, narrowed how, of which time."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.utils.translation import gettext as _

from geo.bbox import THAILAND, Bbox
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.filters import refused
from geo.layers import Layer, Viewer
from tiles.question import Question, parse

_AT = re.compile(r"(\d{1,2})/(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)")
_ENTRY = re.compile(r"(\w+)\.(\w+):(.*)", re.DOTALL)
_WINDOW = (1440, 900)
"""Pixels of a window, where the address does not say which box it showed."""

_HIGHEST = 85.0


@dataclass(frozen=True, slots=True)
class View:
    """`only` holds values by layer and filter. Parameters of the page's tools and panels say nothing here."""

    centre: LonLat
    zoom: int
    box: Bbox
    off: frozenset[str] = frozenset()
    only: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    times: tuple[tuple[str, str], ...] = ()
    as_of: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "View":
        """Raises `BadInput` naming the parameter and the rule; the whole country where no place is said."""
        zoom, centre = _place(query.get("at", ""))
        box = Bbox.parse(query["bbox"]) if query.get("bbox") else _window(centre, zoom)
        if "at" not in query and not query.get("bbox"):
            box = THAILAND
        times = tuple((name, query[name]) for name in ("from", "to") if query.get(name))
        off = frozenset(filter(None, query.get("off", "").split(",")))
        return cls(centre, zoom, box, off, _only(query.get("only", "")), times, query.get("as_of", ""))

    def question(self, layer: Layer, viewer: Viewer) -> Question:
        """What the map asks of one layer. Raises `BadInput` for a filter that this viewer may not use."""
        pairs = [*self.only.get(layer.name, [])]
        if layer.moment_for(viewer):
            pairs += self.times
        if self.as_of and layer.has_past(viewer):
            pairs.append(("as_of", self.as_of))
        return parse(layer, viewer, pairs)


def _place(text: str) -> tuple[int, LonLat]:
    """`zoom/lat/lon`, as the map writes it."""
    if not text:
        return 6, LonLat(101.0, 13.2)
    found = _AT.fullmatch(text)
    if found is None or int(found[1]) > 22 or abs(float(found[2])) > _HIGHEST:
        raise refused("at", text, _("must be zoom/latitude/longitude, such as 9/13.5/101.5"))
    return int(found[1]), LonLat.parse(found[3], found[2])


def _window(centre: LonLat, zoom: int) -> Bbox:
    """What a usual window shows around a place."""
    across = 360 * _WINDOW[0] / (256 * 2**zoom)
    high = 360 * _WINDOW[1] / (256 * 2**zoom) * math.cos(math.radians(centre.lat))
    return Bbox(
        max(-180.0, centre.lon - across / 2),
        max(-_HIGHEST, centre.lat - high / 2),
        min(180.0, centre.lon + across / 2),
        min(_HIGHEST, centre.lat + high / 2),
    )


def _only(text: str) -> dict[str, list[tuple[str, str]]]:
    """`layer.filter:value,...`; a comma within a value is written %2C once more."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in filter(None, text.split(",")):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise BadInput(_("only is a list of layer.filter:value"), field="only", value=entry)
        found.setdefault(match[1], []).append((match[2], unquote(match[3])))
    return found
