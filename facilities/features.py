"""A facility as GeoJSON: the true geometry (footprint, else position) with what a map needs to draw it."""

import json
from typing import Any

from django.contrib.gis.geos import GEOSGeometry

from facilities.models import Facility

Json = dict[str, Any]


def geometry(facility: Facility) -> Json | None:
    """The footprint, else the position; None when nothing is known."""
    return _geojson(facility.footprint) or _geojson(facility.position)


def feature(facility: Facility, **properties: object) -> Json:
    """One feature with the true geometry."""
    return {
        "type": "Feature",
        "id": facility.pk,
        "geometry": geometry(facility),
        "properties": {**_properties(facility), **properties},
    }


def point_feature(facility: Facility) -> Json:
    """The same at the position only: for lists, which leave footprints in the database."""
    return {
        "type": "Feature",
        "id": facility.pk,
        "geometry": _geojson(facility.position),
        "properties": _properties(facility),
    }


def minimap(facility: Facility, neighbours: list[Json]) -> Json:
    """The facility over its neighbours: its footprint where there is one, and its position as a mark."""
    own = [feature(facility, selected=True)] if facility.footprint or facility.position else []
    if facility.footprint and facility.position:
        mark = feature(facility, selected=True)
        own.append({**mark, "geometry": _geojson(facility.position)})
    return {"type": "FeatureCollection", "features": [*neighbours, *own]}


def _properties(facility: Facility) -> Json:
    return {
        "layer": "facilities",
        "kind": facility.kind,
        "status": facility.status,
        "hazard": facility.hazard,
        "approximate": facility.approximate,
        "error_radius_m": facility.error_radius_m,
        "title": facility.name,
    }


def _geojson(shape: GEOSGeometry | None) -> Json | None:
    if shape is None:
        return None
    parsed: Json = json.loads(shape.geojson)
    return parsed
