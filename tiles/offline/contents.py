"""What the tiles of a layer hold, by kinds of value: programs that open an archive learn it from nowhere else."""

from typing import Any

from geo.layers import Layer

Json = dict[str, Any]

_KINDS = {"number": "Number", "integer": "Number", "boolean": "Boolean"}
"""As GDAL and tippecanoe write them; whatever else there is, is text."""


def vector_layers(layer: Layer, first_zoom: int, last_zoom: int) -> list[Json]:
    """As the PMTiles specification wants it: polygons bring a layer of points for their names."""
    about = {"description": str(layer.title), "minzoom": first_zoom, "maxzoom": last_zoom}
    found = [{"id": layer.name, "fields": _fields(layer), **about}]
    if layer.geometry == "polygon":
        found.append({"id": f"{layer.name}_label", "fields": _fields(layer), **about})
    return found


def _fields(layer: Layer) -> dict[str, str]:
    types = {known.name: known.type for known in layer.properties}
    own = {field.name: _KINDS.get(types.get(field.name, ""), "String") for field in layer.fields}
    return own | (_of_aggregates(layer) if layer.cluster_until >= 0 else {})


def _of_aggregates(layer: Layer) -> dict[str, str]:
    """Beside the count of all there is one for each value by which the layer counts."""
    tallies = {f"{sign.field}:{sign.value}": "Number" for sign in layer.signs if sign.field in layer.count_by}
    return {"count": "Number", "bbox": "String", **({"worst": "String"} if layer.worst_first else {}), **tallies}
