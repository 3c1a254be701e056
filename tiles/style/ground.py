"""Roads, railways, water and the names of places in a style document, by the data that the page draws them by."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from django.conf import settings

from geo.layers import Layer
from tiles.style.names import name_field, name_layer

Json = dict[str, Any]
Stops = list[list[float]]
"""Zoom and pixels."""

_FILE = settings.BASE_DIR / "geo" / "web" / "map" / "roads.json"

_PAGE_ZOOM = 1
"""The page counts zooms for tiles of 256 px, style documents for 512."""

_CASED_FROM_PX, _CASING_PX = 2.2, 1.6
"""As geo/web/map/groundpaint.js has them."""

_PLACES = {
    "hamlet": (13, 11.5, 11.5),
    "quarter": (12, 11.5, 11.5),
    "village": (11, 11.5, 14),
    "suburb": (11, 11.5, 14),
    "town": (8, 11.5, 16),
    "city": (5, 11.5, 17),
}
"""First zoom and sizes, the greatest last, as geo/web/map/labelkinds.js has them."""


def is_ground(layer: Layer) -> bool:
    """Whether the page has a way of drawing it as ground."""
    return layer.name in _styles()


def ground_layers(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Fills, or lines by kind with their casings, bottom first."""
    base = {"source": source, "source-layer": layer.name}
    style = _styles()[layer.name]
    if "fill" in style:
        yield {"id": f"{layer.name} fill", "type": "fill", **base, "paint": {"fill-color": colours[style["fill"]]}}
        return
    for kind, one in style.items():
        if "casing" in one and _cased_from(one["width"]) is not None:
            yield _line(f"{layer.name} {kind} casing", base, kind, one, colours)
    for kind, one in style.items():
        yield from _lines(f"{layer.name} {kind}", base, kind, one, colours)


def place_names(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Towns and villages: larger ones are written first, being last."""
    base = {"source": source, "source-layer": layer.name}
    for kind, sizes in _PLACES.items():
        asked = base | {"filter": ["match", ["get", "kind"], [kind], True, False]}
        yield name_layer(f"{layer.name} {kind}", asked, colours, sizes, colour="--map-place")


def street_names(layer: Layer, source: str, colours: dict[str, str]) -> Json:
    """Along the streets, close up."""
    return {
        "id": f"{layer.name} name",
        "type": "symbol",
        "source": source,
        "source-layer": layer.name,
        "minzoom": 14,
        "layout": {
            "symbol-placement": "line",
            "text-field": ["get", name_field()],
            "text-font": ["Noto Sans Thai Regular"],
            "text-size": 11.5,
        },
        "paint": {
            "text-color": colours["--map-label"],
            "text-halo-color": colours["--map-label-halo"],
            "text-halo-width": 1.5,
        },
    }


@cache
def _styles() -> Json:
    found: Json = json.loads(_FILE.read_text(encoding="utf-8"))
    return {name: style for name, style in found.items() if isinstance(style, dict)}


def _line(name: str, base: Json, kind: str, style: Json, colours: dict[str, str]) -> Json:
    """The casing of one kind, from where it is wide enough to have one."""
    wide = [[zoom, px + _CASING_PX] for zoom, px in style["width"]]
    return _stroke(name, base, kind, colours[style["casing"]], wide) | {"minzoom": _cased_from(style["width"])}


def _lines(name: str, base: Json, kind: str, style: Json, colours: dict[str, str]) -> Iterator[Json]:
    """A thin line has the colour of the casing, so that white roads are seen on pale land."""
    first = style["width"][0][0] - _PAGE_ZOOM
    cased = _cased_from(style["width"]) if "casing" in style else None
    if "casing" in style and (cased is None or cased > first):
        until = {"maxzoom": cased} if cased is not None else {}
        thin = _stroke(f"{name} thin", base, kind, colours[style["casing"]], style["width"])
        yield thin | {"minzoom": first} | until
    if "casing" in style and cased is None:
        return
    found = _stroke(name, base, kind, colours[style["line"]], style["width"])
    if "dash" in style:
        found["paint"]["line-dasharray"] = style["dash"]
    yield found | {"minzoom": first if cased is None else cased}


def _stroke(name: str, base: Json, kind: str, colour: str, width: Stops) -> Json:
    stops = [part for zoom, px in width for part in (zoom - _PAGE_ZOOM, px)]
    return {
        "id": name,
        "type": "line",
        **base,
        "filter": ["match", ["get", "kind"], [kind], True, False],
        "layout": {"line-join": "round", "line-cap": "round"},
        "paint": {"line-color": colour, "line-width": ["interpolate", ["linear"], ["zoom"], *stops]},
    }


def _cased_from(width: Stops) -> float | None:
    """The zoom of the document at which a line is wide enough for a casing; None where it never is."""
    if width[0][1] >= _CASED_FROM_PX:
        return width[0][0] - _PAGE_ZOOM
    for (zoom, thin), (next_zoom, wide) in pairwise(width):
        if wide >= _CASED_FROM_PX:
            share = (_CASED_FROM_PX - thin) / (wide - thin)
            return round(zoom + (next_zoom - zoom) * share - _PAGE_ZOOM, 2)
    return None
