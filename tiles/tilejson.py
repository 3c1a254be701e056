"""TileJSON 3.0 of a layer, with the signs it is drawn in and what may be asked of it."""

from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from geo.bbox import THAILAND
from geo.filters import Filter
from geo.layers import Layer, Viewer
from tiles.question import FORMS

Json = dict[str, Any]


def tilejson(layer: Layer, base_url: str, attribution: str = "") -> Json:
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
        "vector_layers": vector_layers(layer),
        "geometry": layer.geometry,
        "cluster_until": layer.cluster_until,
        "count_by": list(layer.count_by),
        "panel_url": layer.panel_url,
        "signs": [sign_of(sign) for sign in layer.signs],
    }


def questions(layer: Layer, viewer: Viewer) -> Json:
    """What this viewer may ask of the layer, and where else its features are found: nothing that is withheld."""
    return {
        "filters": [_filter(known) for known in layer.filters_for(viewer)],
        "time": time_of(layer, viewer),
        "as_of": layer.has_past(viewer),
        "forms": list(FORMS) if layer.geometry == "point" else [],
        "worst_first": list(layer.worst_first) if layer.worst_of in layer.count_by else [],
        "list_url": layer.list_for(viewer),
        "exports": [
            {"format": one.format, "title": str(one.title), "url": one.url} for one in layer.exports_for(viewer)
        ],
    }


def _filter(known: Filter) -> Json:
    """`options` is null where people type, or draw."""
    options = [[value, str(title)] for value, title in known.options()]
    kind = "choice" if options else "text"
    return {"name": known.name, "title": str(known.title), "options": options or None, "type": kind}


def time_of(layer: Layer, viewer: Viewer) -> Json | None:
    """The days of the first and the last feature; null where the layer has no time that this viewer may know."""
    moment = layer.moment_for(viewer)
    if not moment:
        return None
    ends = layer.rows(viewer).order_by().aggregate(first=Min(moment), last=Max(moment))
    if ends["first"] is None:
        return {"from": None, "to": None}
    return {"from": f"{timezone.localdate(ends['first'])}", "to": f"{timezone.localdate(ends['last'])}"}


def vector_layers(layer: Layer) -> list[Json]:
    """The layers of a tile with their fields: polygons bring one of points for their names."""
    fields = {field.name: str(field.title) for field in layer.fields}
    main = {"id": layer.name, "description": str(layer.title), "fields": fields, **_zooms(layer)}
    if layer.geometry != "polygon":
        return [main]
    return [main, {"id": f"{layer.name}_label", "description": str(layer.title), "fields": fields, **_zooms(layer)}]


def _zooms(layer: Layer) -> dict[str, int]:
    return {"minzoom": layer.min_zoom, "maxzoom": layer.max_zoom}


def sign_of(sign: Any) -> dict[str, str]:
    """A sign as the page and other programs read it."""
    return {
        "field": sign.field,
        "value": str(sign.value),
        "title": str(sign.title),
        "channel": sign.channel,
        "draw": sign.draw,
    }
