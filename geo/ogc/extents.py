"""Where and when the features of a layer are, as far as a viewer may see them."""

import time
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import Extent
from django.db.models import Max, Min

from geo.layers import Layer, Viewer

TRUSTED_S = 60
"""An extent may be so old: it is a look at every feature, and a layer may change with every report."""


@dataclass(frozen=True)
class Reach:
    """`bbox` is west, south, east, north in degrees; None where no feature has a place. Times likewise."""

    bbox: tuple[float, float, float, float] | None
    first: Any = None
    last: Any = None


def reach(layer: Layer, viewer: Viewer) -> Reach:
    """As things are, or were at most `TRUSTED_S` ago."""
    version, now = layer.version(), time.monotonic()
    known = _known.get((layer.name, viewer))
    if known is None or (known[0] != version and now - known[1] > TRUSTED_S):
        known = _known[layer.name, viewer] = version, now, _looked(layer, viewer)
    return known[2]


def forget() -> None:
    """Look again: for tests, whose databases go back in time."""
    _known.clear()


_known: dict[tuple[str, Viewer], tuple[str, float, Reach]] = {}


def _looked(layer: Layer, viewer: Viewer) -> Reach:
    if layer.features is None:
        return Reach(None)
    wanted: dict[str, Any] = {"bbox": Extent("geometry")}
    if layer.time in {known.name for known in layer.properties_for(viewer)}:
        wanted |= {"first": Min(layer.time), "last": Max(layer.time)}
    return Reach(**layer.features(viewer).order_by().aggregate(**wanted))
