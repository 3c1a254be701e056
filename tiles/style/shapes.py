"""Polygons and lines in a style document: drawn by the data that the page draws them by, with their names."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings

from geo.layers import Layer
from tiles.style.looks import looks, marks
from tiles.style.names import name_layer
from tiles.style.points import icons

Json = dict[str, Any]

_FILE = settings.BASE_DIR / "geo" / "web" / "map" / "areas.json"
_DRAWN_KEYS = frozenset({"fill", "alpha", "line", "width", "dash"})

_PLAIN: list[Json] = [{"line": "--map-border-strong", "width": 1}]
"""For a layer that the page has no style for."""

_NAMES = {"subdistrict": (11, 12, 14), "district": (8, 12, 15), "province": (4, 11.5, 17)}
"""First zoom and sizes in pixels by level, as geo/web/map/labelkinds.js has them for zooms of 256 px. A later layer of
a style is placed before an earlier one, so that provinces win where there is little room."""


def ground(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """What lies under roads and borders: land without a line."""
    for number, style in enumerate(_styles().get(layer.name, _PLAIN)):
        if _is_land(style):
            yield _drawn(f"{layer.name} {number}", layer, source, style, colours)


def outlines(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Lines, and fills that let the ground be seen, bottom first."""
    for number, style in enumerate(_styles().get(layer.name, _PLAIN)):
        if not _is_land(style):
            yield _drawn(f"{layer.name} {number}", layer, source, style, colours)


def sign_layers(layer: Layer, source: str) -> Iterator[Json]:
    """The signs of areas stand where their names would."""
    base = {"source": source, "source-layer": f"{layer.name}_label"}
    if layer.signs:
        yield from (icons(layer.name, base, look) for look in (*looks(layer), *marks(layer)))


def area_names(layer: Layer, source: str, colours: dict[str, str]) -> Iterator[Json]:
    """Names where the layer has any."""
    fields = {field.name for field in layer.fields}
    base = {"source": source, "source-layer": f"{layer.name}_label"}
    if layer.geometry != "polygon" or "name_th" not in fields or layer.name == "neighbours":
        return
    if "level" not in fields:
        yield name_layer(layer.name, base, colours, (10, 11.5, 14), below=bool(layer.signs))
        return
    for level, sizes in _NAMES.items():
        asked = base | {"filter": ["match", ["get", "level"], [level], True, False]}
        yield name_layer(f"{layer.name} {level}", asked, colours, sizes)


@cache
def _styles() -> dict[str, list[Json]]:
    found: Json = json.loads(_FILE.read_text(encoding="utf-8"))
    return {name: styles for name, styles in found.items() if isinstance(styles, list)}


def _is_land(style: Json) -> bool:
    return "fill" in style and "alpha" not in style


def _drawn(name: str, layer: Layer, source: str, style: Json, colours: dict[str, str]) -> Json:
    base: Json = {"source": source, "source-layer": layer.name}
    asked = [["match", ["get", key], [value], True, False] for key, value in style.items() if key not in _DRAWN_KEYS]
    if asked:
        base["filter"] = ["all", *asked]
    if "fill" in style:
        paint = {"fill-color": colours[style["fill"]], "fill-opacity": style.get("alpha", 1)}
        return {"id": f"{name} fill", "type": "fill", **base, "paint": paint}
    paint = {"line-color": colours[style["line"]], "line-width": style["width"]}
    if "dash" in style:
        paint["line-dasharray"] = [round(part / style["width"], 2) for part in style["dash"]]
    return {"id": f"{name} line", "type": "line", **base, "layout": {"line-join": "round"}, "paint": paint}
