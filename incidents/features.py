"""Reports as GeoJSON, for small maps and panels. What a feature says depends on who looks: callers choose."""

import json
import math
from collections.abc import Iterable
from typing import Any

from django.contrib.gis.geos import Point

from facilities.features import feature as facility_feature
from geo.layers import Viewer
from incidents.models import Attribution, Candidate, Report
from incidents.models.report import BLUR_CELL_M
from incidents.shown_place import sees_place, shown_point, unblurred
from incidents.words import state_tone

Json = dict[str, Any]

BLUR_RADIUS_M = math.ceil(BLUR_CELL_M / math.sqrt(2))
"""From the centre of a blurring cell to its corners, a little more than on the ground."""


def report_feature(report: Report, viewer: Viewer, *, radius: bool = True) -> Json:
    """Where this viewer may see it, with the error radius, or that of its cell. For officers."""
    error_m = report.error_radius_m if sees_place(viewer) else BLUR_RADIUS_M
    properties = {
        "layer": "incidents",
        "kind": "report",
        "state": state_tone(report.state),
        "title": report.tracking_code,
        "error_radius_m": error_m if radius else None,
    }
    return _feature(shown_point(report, viewer), properties, report.pk)


def public_feature(report: Report) -> Json:
    """The centre of its cell and the radius that holds the whole cell. For everybody."""
    properties = {"layer": "incidents", "kind": "report", "state": "open", "error_radius_m": BLUR_RADIUS_M}
    return _feature(unblurred(report.blurred), properties, report.pk)


def board_features(reports: Iterable[Report], viewer: Viewer) -> Json:
    """The rows of the board."""
    return _collection([report_feature(report, viewer, radius=False) for report in reports])


def dossier_features(report: Report, attribution: Attribution, viewer: Viewer) -> Json:
    """The report, its candidates by rank with their footprints, and a line to the nearest.

    No line from a blurred place: it would be drawn as if something had been measured.
    """
    candidates = list(attribution.candidates.all())
    joined = candidates[:1] if sees_place(viewer) else []
    lines = [_line(report, candidate) for candidate in joined if candidate.facility.position]
    shapes = [facility_feature(one.facility) for one in candidates if one.facility.footprint]
    marks = [_mark(candidate) for candidate in reversed(candidates) if candidate.facility.position]
    return _collection([*shapes, *lines, *marks, report_feature(report, viewer)])


def _mark(candidate: Candidate) -> Json:
    facility = candidate.facility
    properties = {
        "number": candidate.rank,
        "colour": "--symbol",
        "title": f"{candidate.rank}. {facility.name}",
        "error_radius_m": facility.error_radius_m,
    }
    return _feature(facility.position, properties, facility.pk)


def _line(report: Report, candidate: Candidate) -> Json:
    ends = [_degrees(report.position), _degrees(candidate.facility.position)]
    geometry = {"type": "LineString", "coordinates": ends}
    return {"type": "Feature", "geometry": geometry, "properties": {"colour": "--line-strong", "dashed": True}}


def _degrees(point: Point | None) -> list[float]:
    return json.loads(point.geojson)["coordinates"] if point is not None else []


def _feature(point: Point | None, properties: Json, key: int) -> Json:
    geometry = {"type": "Point", "coordinates": _degrees(point)}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _collection(features: list[Json]) -> Json:
    return {"type": "FeatureCollection", "features": features}
