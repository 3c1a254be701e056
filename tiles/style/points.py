"""Point layers in a style document: an icon per look, marks above and below, aggregates as circles with counts."""

from collections.abc import Iterator
from typing import Any

from geo.layers import Layer
from tiles.sprite.signs import drawn
from tiles.style.looks import SINGLE, Look, is_pin, lies_under, looks, marks

Json = dict[str, Any]

FONT = ["Noto Sans Thai SemiBold"]

_RADIUS_PX = {9: 5, 11: 6, 13: 7, 15: 8.5}
"""Of symbols by zoom of tiles of 512 px, as `radiusAt` in tiles/web/map/symbols.js, which counts zooms for 256."""

_CIRCLE_PX = ((2, 12), (10, 13.5), (100, 17), (1_000, 21), (10_000, 25), (100_000, 30))
"""From which count on which radius. The page measures aggregates against the most in view, which no style can; and
a radius that is computed from an attribute is beyond some versions of QGIS, so that each step is a layer."""

_LIFT_PX = 18
"""Many reports stand above their place like the head of a pin, and leave the circle of facilities in sight."""


def point_layers(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Bottom first."""
    base = {"source": source, "source-layer": layer.name}
    added = marks(layer)
    single = (SINGLE,) if layer.cluster_until >= 0 else ()
    yield from (icons(layer.name, base, look, single) for look in added if lies_under(look.icon))
    yield from (icons(layer.name, base, look, single) for look in looks(layer))
    yield from (icons(layer.name, base, look, single) for look in added if not lies_under(look.icon))
    if layer.cluster_until >= 0:
        yield from _aggregates(layer, base, colours)


def icons(name: str, base: Json, look: Look, also: tuple[Any, ...] = ()) -> Json:
    """The features of one look; they may touch, as a symbol that gives way is a feature that is not seen."""
    larger = 1.05 if look.icon.shape == "pin" else 1.0
    radius = drawn()["radius"]
    sizes = [part for zoom, px in _RADIUS_PX.items() for part in (zoom, round(px * larger / radius, 3))]
    conditions = [*also, *look.where]
    return {
        "id": f"{name} {look.name}",
        "type": "symbol",
        **base,
        **({"filter": ["all", *conditions]} if conditions else {}),
        "layout": {
            "icon-image": look.icon.name,
            "icon-size": ["interpolate", ["linear"], ["zoom"], *sizes],
            "icon-allow-overlap": True,
            "icon-ignore-placement": True,
        },
    }


def _aggregates(layer: Layer, base: Json, colours: dict[str, str]) -> Iterator[Json]:
    pin = is_pin(layer)
    ends = [*(least for least, _px in _CIRCLE_PX[1:]), None]
    for (least, px), end in zip(_CIRCLE_PX, ends, strict=True):
        below = [["<", ["get", "count"], end]] if end else []
        yield {
            "id": f"{layer.name} {least} and more",
            "type": "circle",
            **base,
            "filter": ["all", ["has", "count"], [">=", ["get", "count"], least], *below],
            "paint": {
                "circle-radius": round(px * (0.72 if pin else 1), 1),
                "circle-color": colours["--surface"],
                "circle-stroke-color": colours["--report" if pin else "--symbol"],
                "circle-stroke-width": 3,
                **({"circle-translate": [0, -_LIFT_PX]} if pin else {}),
            },
        }
    yield _counts(layer, base, colours, pin=pin)


def _counts(layer: Layer, base: Json, colours: dict[str, str], *, pin: bool) -> Json:
    size = 10.5 if pin else 12
    return {
        "id": f"{layer.name} count",
        "type": "symbol",
        **base,
        "filter": ["has", "count"],
        "layout": {
            "text-field": ["to-string", ["get", "count"]],
            "text-font": FONT,
            "text-size": size,
            "text-allow-overlap": True,
            "text-padding": 12,
            **({"text-offset": [0, round(-_LIFT_PX / size, 2)]} if pin else {}),
        },
        "paint": {"text-color": colours["--text"]},
    }
