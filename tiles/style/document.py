"""The style document of one layer, and of the whole map."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from geo.bbox import THAILAND
from geo.layers import Layer
from tiles.palette import Scheme, palette
from tiles.style.ground import ground_layers, is_ground, place_names, street_names
from tiles.style.points import point_layers
from tiles.style.shapes import area_names, ground, outlines, sign_layers

Json = dict[str, Any]

MEDIA_TYPE = "application/vnd.mapbox.style+json"


def of_layer(layer: Layer, root: str, scheme: Scheme = "light") -> Json:
    """See-through but for the layer itself. `root` is scheme and host, without a slash at the end."""
    return _document(str(layer.title), [layer], root, scheme)


def of_map(layers: Iterable[Layer], root: str, scheme: Scheme = "light") -> Json:
    """All of them above the sea, the calm backdrop first: shapes, their names, signs."""
    found = _document(_("Phang-Ut"), list(layers), root, scheme)
    sea = {"id": "sea", "type": "background", "paint": {"background-color": palette(scheme)["--map-sea"]}}
    middle = [(THAILAND.west + THAILAND.east) / 2, (THAILAND.south + THAILAND.north) / 2]
    return {**found, "center": middle, "zoom": 5, "layers": [sea, *found["layers"]]}


def _document(name: str, layers: list[Layer], root: str, scheme: Scheme) -> Json:
    dark = "-dark" if scheme == "dark" else ""
    return {
        "version": 8,
        "name": name,
        "sprite": f"{root}/tiles/sprite{dark}",
        "glyphs": f"{root}/tiles/glyphs/{{fontstack}}/{{range}}.pbf",
        "sources": {layer.name: {"type": "vector", "url": f"{root}/tiles/{layer.name}.json"} for layer in layers},
        "layers": list(_drawn(layers, palette(scheme))),
    }


def _drawn(layers: list[Layer], colours: dict[str, str]) -> Iterator[Json]:
    """As on the page: land, water, roads, borders; then names, then what stands on it."""
    areas = [layer for layer in layers if layer.geometry != "point" and not is_ground(layer)]
    yield from (one for layer in areas for one in ground(layer, layer.name, colours))
    for layer in layers:
        if is_ground(layer):
            yield from ground_layers(layer, layer.name, colours)
    yield from (one for layer in areas for one in outlines(layer, layer.name, colours))
    yield from _names(layers, areas, colours)
    yield from (one for layer in areas for one in sign_layers(layer, layer.name))
    for layer in layers:
        if layer.geometry == "point" and layer.signs:
            yield from point_layers(layer, layer.name, colours)


def _names(layers: list[Layer], areas: list[Layer], colours: dict[str, str]) -> Iterator[Json]:
    for layer in layers:
        if layer.geometry == "line" and {"ref", "name_th"} <= {field.name for field in layer.fields}:
            yield street_names(layer, layer.name, colours)
    for layer in layers:
        if layer.geometry == "point" and not layer.signs:
            yield from place_names(layer, layer.name, colours)
    yield from (one for layer in areas for one in area_names(layer, layer.name, colours))
