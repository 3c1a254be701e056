"""Invented ground for the real names: every subdistrict of the country as a cell of its province. WGS84.

The names and codes are real (geothai), the lines are not: cells round scattered points, cut to the province's outline,
so that a position can be checked against its stated subdistrict where no real boundaries are at hand.
"""

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path

import geothai
import shapely

_PROVINCES = Path(__file__).resolve().parent.parent / "geo" / "data" / "provinces_natural_earth.geojson.gz"


@dataclass(frozen=True, slots=True)
class Cell:
    """One subdistrict with its names and its invented ground."""

    code: str
    subdistrict: str
    district: str
    province: str
    ground: shapely.Polygon


def cells(seed: int = 1) -> list[Cell]:
    """All of them, in order of code."""
    rng = random.Random(seed)
    return [cell for code, outline in sorted(_outlines().items()) for cell in _province(rng, code, outline)]


def write(path: Path, found: list[Cell]) -> None:
    """As GeoJSON with the columns that `import_areas --level subdistrict` looks for."""
    _write(path, [(cell.code, cell.subdistrict, cell.ground) for cell in found])


def write_districts(path: Path, found: list[Cell]) -> None:
    """The same of the districts that the subdistricts make up, for `--level district`."""
    parts: dict[str, list[Cell]] = {}
    for cell in found:
        parts.setdefault(cell.code[:4], []).append(cell)
    grounds = [shapely.unary_union([cell.ground for cell in cells]) for cells in parts.values()]
    names = [cells[0].district for cells in parts.values()]
    _write(path, list(zip(parts, names, grounds, strict=True)))


def _write(path: Path, areas: list[tuple[str, str, shapely.Geometry]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name_th": name, "name_en": code},
            "geometry": shapely.geometry.mapping(ground),
        }
        for code, name, ground in areas
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))


def _outlines() -> dict[str, shapely.Geometry]:
    with gzip.open(_PROVINCES, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    return {item["properties"]["code"]: shapely.from_geojson(json.dumps(item["geometry"])) for item in features}


def _province(rng: random.Random, code: str, outline: shapely.Geometry) -> list[Cell]:
    names = [
        (part.code, part.name_th, district.name_th)
        for district in geothai.districts(code)
        for part in geothai.subdistricts(district.code)
    ]
    province = geothai.province(code).name_th
    grounds = _split(rng, outline, len(names))
    return [
        Cell(part, subdistrict, district, province, ground)
        for (part, subdistrict, district), ground in zip(names, grounds, strict=True)
    ]


def _split(rng: random.Random, outline: shapely.Geometry, count: int) -> list[shapely.Polygon]:
    """So many cells of one polygon each: of a cell that an inlet cuts in two, the larger part."""
    points = shapely.MultiPoint(_scatter(rng, outline, count))
    grounds = shapely.voronoi_polygons(points, extend_to=outline, ordered=True).geoms
    inside = shapely.segmentize(shapely.intersection(list(grounds), outline), 0.005)
    return [max(shapely.get_parts(cell), key=shapely.area) for cell in inside]


def _scatter(rng: random.Random, outline: shapely.Geometry, count: int) -> list[tuple[float, float]]:
    west, south, east, north = outline.bounds
    shapely.prepare(outline)
    found: list[tuple[float, float]] = []
    while len(found) < count:
        lon, lat = rng.uniform(west, east), rng.uniform(south, north)
        if shapely.contains_xy(outline, lon, lat):
            found.append((lon, lat))
    return _neighbours_together(found, max(1, round(count**0.5)))


def _neighbours_together(points: list[tuple[float, float]], per_strip: int) -> list[tuple[float, float]]:
    """In strips from south to north, so that the subdistricts of a district lie side by side."""
    points = sorted(points)
    strips = [points[at : at + per_strip] for at in range(0, len(points), per_strip)]
    return [place for strip in strips for place in sorted(strip, key=lambda place: place[1])]
