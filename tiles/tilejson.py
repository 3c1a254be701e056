"""TileJSON 3.0 of a layer, with the signs it is drawn in."""

from typing import Any

from geo.bbox import THAILAND
from geo.layers import Layer


def tilejson(layer: Layer, base_url: str, attribution: str = "") -> dict[str, Any]:
    """`base_url` is scheme and host, without a slash at the end. Members beyond the standard are ours."""
    return {
        "tilejson": "3.0.0",
        "name": layer.name,
        "description": str(layer.title),
        "tiles": [f"{base_url}/tiles/{layer.name}/{{z}}/{{x}}/{{y}}.mvt"],
        "minzoom": layer.min_zoom,
        "maxzoom": layer.max_zoom,
        "bounds": [THAILAND.west, THAILAND.south, THAILAND.east, THAILAND.north],
        "attribution": attribution,
        "vector_layers": _vector_layers(layer),
        "geometry": layer.geometry,
        "cluster_until": layer.cluster_until,
        "count_by": list(layer.count_by),
        "panel_url": layer.panel_url,
        "signs": [_sign(sign) for sign in layer.signs],
    }


def _vector_layers(layer: Layer) -> list[dict[str, Any]]:
    fields = {field.name: str(field.title) for field in layer.fields}
    main = {"id": layer.name, "description": str(layer.title), "fields": fields, **_zooms(layer)}
    if layer.geometry != "polygon":
        return [main]
    return [main, {"id": f"{layer.name}_label", "description": str(layer.title), "fields": fields, **_zooms(layer)}]


def _zooms(layer: Layer) -> dict[str, int]:
    return {"minzoom": layer.min_zoom, "maxzoom": layer.max_zoom}


def _sign(sign: Any) -> dict[str, str]:
    return {
        "field": sign.field,
        "value": str(sign.value),
        "title": str(sign.title),
        "channel": sign.channel,
        "draw": sign.draw,
    }
