"""The exact geodesic nearest facilities to a point: to the footprint where there is one, else to the position."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo import prepared
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.errors import BadInput

_SQL = (Path(__file__).parent / "sql" / "nearest.sql").read_text(encoding="utf-8")

MOST = 100
"""How many may be asked for."""

_SPARE = 8
"""Candidates beyond those asked for, so that one round trip nearly always proves the answer."""

# The index orders by distance on the sphere of the ellipsoid's mean radius R = 6,371,008.8 m, by plain latitude and
# longitude. A step north is M(lat)/R times as long on the ellipsoid, a step east N(lat)/R times; on WGS84 both lie
# between 6,335,439/R = 0.99442 (north at the equator) and 6,399,594/R = 1.00449 (the pole). What holds for every
# step holds for every path, hence for the shortest, from any point to any set. So whatever the index has not yet
# shown, being at least as far on the sphere as the last one shown, is at least 0.9944 of that on the ellipsoid.
_LEAST_RATIO = 0.9944


@dataclass(frozen=True, slots=True)
class Near:
    """One facility and its geodesic distance in metres, 0.0 inside its footprint.

    `registrations` are printed numbers; `types` factory types 1..107; `lon`, `lat` the position, in WGS84.
    """

    id: int
    name_th: str
    kind: str
    status: str
    registrations: tuple[str, ...]
    distance_m: float
    error_radius_m: float | None
    lon: float
    lat: float
    factory_class: int | None
    types: tuple[int, ...]
    name_en: str = ""
    operator_th: str = ""
    hazard: bool = False
    estate_name_th: str = ""
    province_code: str = ""


def nearest(place: LonLat, count: int = 5, *, without: Sequence[str] = ()) -> tuple[Near, ...]:
    """The `count` nearest of every kind and status, nearest first, ties by id; fewer only if there are fewer.

    Kinds in `without` are passed over; so are sites that were merged into others.

    Exact on the WGS84 ellipsoid for points. To an edge of a footprint PostGIS measures from the place nearest on
    the sphere, at most 5 mm per km beyond the ellipsoid's own. Raises `BadInput` for a count outside 1..100.
    """
    if not 1 <= count <= MOST:
        raise BadInput(f"count lies between 1 and {MOST}", field="count", value=count)
    candidates = count + _SPARE
    answer = _ranked(place, count, candidates, without)
    while not answer.proven:
        candidates *= 4
        answer = _ranked(place, count, candidates, without)
    return answer.best


def is_proven(farthest_m: float, reach_m: float) -> bool:
    """Whether none that the index has not shown can be among the best, the farthest of which is so far away.

    `reach_m`: how far on the sphere the last one shown is.
    """
    # Strictly nearer: one that ties with the last of the best could have the smaller id.
    return farthest_m < _LEAST_RATIO * reach_m


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The best of the candidates, and whether nothing beyond the candidates can belong among them."""

    best: tuple[Near, ...]
    proven: bool


def _ranked(place: LonLat, count: int, candidates: int, without: Sequence[str]) -> _Ranked:
    parameters: dict[str, str | int | list[str]] = {
        "place": f"SRID={WGS84};POINT({place.lon!r} {place.lat!r})",
        "candidates": candidates,
        "wanted": count,
        "without": list(without),
    }
    rows = prepared.rows(_SQL, parameters)
    if not rows:
        return _Ranked((), proven=True)
    *_, reach_m, seen = rows[0]
    best = tuple(_near(row) for row in rows)
    return _Ranked(best, proven=seen < candidates or is_proven(best[-1].distance_m, reach_m))


def _near(row: tuple[Any, ...]) -> Near:
    return Near(
        id=row[0],
        name_th=row[1],
        name_en=row[2],
        operator_th=row[3],
        kind=row[4],
        status=row[5],
        registrations=tuple(row[6]),
        distance_m=row[7],
        error_radius_m=row[8],
        lon=row[9],
        lat=row[10],
        factory_class=row[11],
        types=tuple(row[12]),
        hazard=row[13],
        estate_name_th=row[14],
        province_code=row[15],
    )
