"""Making one geometry storable: valid polygons in Thailand, or the reason why not. No Django."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import MultiPolygon

from geo.bbox import THAILAND

_WGS84 = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Outcome:
    """Either `boundary`, with what was `wrong` and `done` where it was repaired, or `refused` saying why."""

    boundary: MultiPolygon | None = None
    wrong: str = ""
    done: str = ""
    refused: str = ""


def repair(geometry: Any, problem: str = "") -> Outcome:
    """Turn any WGS84 geometry into valid polygons inside Thailand's box; `problem` is what reading it met already."""
    if refused := _unusable(geometry):
        return Outcome(refused=f"{refused}; {problem}" if problem else refused)
    if refused := _elsewhere(geometry):
        return Outcome(refused=refused)
    if geometry.is_valid and geometry.geom_type != "GeometryCollection":
        return Outcome(_multi(geometry), wrong=problem, done="closed" if problem else "")
    return _made_valid(geometry, problem)


def _unusable(geometry: Any) -> str:
    if geometry is None or geometry.is_empty:
        return "no geometry"
    kinds = {part.geom_type for part in shapely.get_parts(geometry)}
    if "Polygon" not in kinds:
        return f"not polygonal: {geometry.geom_type}"
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        return "a coordinate is not a finite number"
    return ""


def _elsewhere(geometry: Any) -> str:
    west, south, east, north = shapely.bounds(geometry)
    inside = THAILAND.west <= west and east <= THAILAND.east and THAILAND.south <= south and north <= THAILAND.north
    return "" if inside else f"outside Thailand's box ({THAILAND}): {west:.3f},{south:.3f},{east:.3f},{north:.3f}"


def _made_valid(geometry: Any, problem: str) -> Outcome:
    wrong = "; ".join(filter(None, [problem, shapely.is_valid_reason(geometry)]))
    # "structure" keeps what two overlapping rings cover; the older method would cut their overlap out as a hole.
    mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    polygons = [part for part in shapely.get_parts(mended) if part.geom_type == "Polygon" and not part.is_empty]
    if not polygons:
        return Outcome(refused=f"no area is left after repair: {wrong}")
    boundary = MultiPolygon(polygons)
    return Outcome(boundary, wrong, f"made valid, area {_change(geometry, boundary)}")


def _multi(geometry: Any) -> MultiPolygon:
    return geometry if geometry.geom_type == "MultiPolygon" else MultiPolygon([geometry])


def _change(before: Any, after: Any) -> str:
    """Geodesic area after, and how it differs from the rings as they were written."""
    old, new = _square_m(before), _square_m(after)
    return f"{new / 1e6:,.3f} km2, changed by {new - old:+,.0f} m2"


def _square_m(geometry: Any) -> float:
    polygons = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    oriented = [shapely.geometry.polygon.orient(polygon) for polygon in polygons]
    return float(sum(abs(_WGS84.geometry_area_perimeter(polygon)[0]) for polygon in oriented))
