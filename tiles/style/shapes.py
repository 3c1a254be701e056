"""Polygons and lines in a style document: drawn by the data that the page draws them by, with their names."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from geo.layers import Layer
from tiles.style.looks import looks, marks
from tiles.style.points import icons

Json = dict[str, Any]

FONT = ["Noto Sans Thai Regular"]

_FILE = settings.BASE_DIR / "geo" / "web" / "map" / "areas.json"
_DRAWN_KEYS = frozenset({"fill", "alpha", "line", "width", "dash"})

_PLAIN: list[Json] = [{"line": "--map-border-strong", "width": 1}]
"""For a layer that the page has no style for."""

_NAMES = {"province": (4, 13, 17), "district": (8, 12, 15), "subdistrict": (11, 12, 14)}
"""First zoom and sizes in pixels by level, as geo/web/map/labels.js has them for zooms of 256 px."""


def shape_layers(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Fills and lines, bottom first."""
    base = {"source": source, "source-layer": layer.name}
    for number, style in enumerate(_styles().get(layer.name, _PLAIN)):
        yield _drawn(f"{layer.name} {number}", base, style, colours)


def sign_layers(layer: Layer, source: str) -> Iterator[Json]:
    """The signs of areas stand where their names would."""
    base = {"source": source, "source-layer": f"{layer.name}_label"}
    if layer.signs:
        yield from (icons(layer.name, base, look) for look in (*looks(layer), *marks(layer)))


def name_layers(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Names where the layer has any: provinces first, so that they win where there is little room."""
    fields = {field.name for field in layer.fields}
    base = {"source": source, "source-layer": f"{layer.name}_label"}
    if layer.geometry != "polygon" or "name_th" not in fields:
        return
    if "level" not in fields:
        yield _name(f"{layer.name} name", base, colours, (10, 12, 12), below=bool(layer.signs))
        return
    # Later layers are placed before earlier ones.
    for level, sizes in reversed(_NAMES.items()):
        condition = {"filter": ["match", ["get", "level"], [level], True, False]}
        yield _name(f"{layer.name} {level} name", base | condition, colours, sizes)


@cache
def _styles() -> dict[str, list[Json]]:
    found: Json = json.loads(_FILE.read_text(encoding="utf-8"))
    return {name: styles for name, styles in found.items() if isinstance(styles, list)}


def _drawn(name: str, base: Json, style: Json, colours: dict[str, str]) -> Json:
    asked = [["match", ["get", key], [value], True, False] for key, value in style.items() if key not in _DRAWN_KEYS]
    narrowed = base | ({"filter": ["all", *asked]} if asked else {})
    if "fill" in style:
        paint = {"fill-color": colours[style["fill"]], "fill-opacity": style.get("alpha", 1)}
        return {"id": f"{name} fill", "type": "fill", **narrowed, "paint": paint}
    paint = {"line-color": colours[style["line"]], "line-width": style["width"]}
    if "dash" in style:
        paint["line-dasharray"] = [round(part / style["width"], 2) for part in style["dash"]]
    return {"id": f"{name} line", "type": "line", **narrowed, "layout": {"line-join": "round"}, "paint": paint}


def _name(name: str, base: Json, colours: dict[str, str], sizes: tuple[int, int, int], *, below: bool = False) -> Json:
    first, small, large = sizes
    field = "name_en" if (get_language() or "").startswith("en") else "name_th"
    return {
        "id": name,
        "type": "symbol",
        **base,
        "minzoom": first,
        "layout": {
            "text-field": ["get", field],
            "text-font": FONT,
            "text-size": ["interpolate", ["linear"], ["zoom"], first, small, first + 5, large],
            "text-max-width": 8,
            **({"text-anchor": "top", "text-offset": [0, 1]} if below else {}),
        },
        "paint": {
            "text-color": colours["--map-label"],
            "text-halo-color": colours["--map-label-halo"],
            "text-halo-width": 1.75,
        },
    }
