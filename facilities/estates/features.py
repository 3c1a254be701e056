"""An estate as GeoJSON, in the signs of its layer."""

import json
from collections.abc import Sequence
from typing import Any

from facilities.models import Estate

Json = dict[str, Any]


def feature(estate: Estate) -> Json:
    """The boundary, else the point, else no geometry."""
    shape = estate.boundary or estate.point
    return {
        "type": "Feature",
        "id": estate.pk,
        "geometry": json.loads(shape.geojson) if shape else None,
        "properties": {
            "layer": "estates",
            "shape": "area",
            "fill": "hollow",
            "point_only": estate.only_a_point,
            "error_radius_m": estate.error_radius_m if estate.only_a_point else None,
            "title": estate.name,
        },
    }


def collection(estates: Sequence[Estate]) -> Json:
    """Those that have a place."""
    placed = [estate for estate in estates if estate.boundary or estate.point]
    return {"type": "FeatureCollection", "features": [feature(estate) for estate in placed]}
