"""The exact geodesic nearest facilities to many points at once, in memory: what `facilities.nearest` answers for one.

Places of sites stand in a k-d tree in metres from the earth's centre. A straight line through the earth is never longer
than the way on its surface, so a place farther than the last of the best by the straight line is farther by any way:
that proves the answer. Sites on one spot share a place. Sites with a footprint are few; those whose surrounding
sphere comes near enough are measured by PostGIS.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy
import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.db import connection
from django.db.models import Aggregate, BinaryField, FloatField, Func
from django.db.models.expressions import Combinable
from numpy.typing import NDArray
from pyproj import Geod

from facilities.models import Facility

Floats = NDArray[numpy.float64]
Ints = NDArray[numpy.int64]
Bools = NDArray[numpy.bool_]

_EARTH = Geod(ellps="WGS84")
_SLACK_M = 0.001
"""Far more than rounding does to a straight line between places given in metres from the earth's centre."""

_MEASURE = """
    SELECT
        pair.row, facility.id,
        ST_Distance(facility.shape, ST_SetSRID(ST_MakePoint(pair.lon, pair.lat), 4326)::geography)
    FROM unnest(%(rows)s::int[], %(ids)s::bigint[], %(lons)s::float8[], %(lats)s::float8[]) AS pair (row, id, lon, lat)
    JOIN facilities_facility facility ON facility.id = pair.id
"""


@dataclass(frozen=True, slots=True)
class Nearest:
    """A row for each place: ids, nearest first, ties by id, and metres; -1 and infinity where there are no more."""

    ids: Ints
    distance_m: Floats


_SITE = numpy.dtype([("id", ">i8"), ("lon", ">f8"), ("lat", ">f8")])
"""As the database sends them: all sites as one value are read several times as fast as row by row."""


class _Joined(Aggregate):
    """Bytes of many rows, one after the other."""

    function = "string_agg"
    template = "%(function)s(%(expressions)s, '')"
    output_field = BinaryField()


class NearestMany:
    """The sites of one moment, ready to be asked. Kinds in `without` and merged sites are left out."""

    def __init__(self, points: tuple[Ints, Floats], grounds: tuple[Ints, Floats, Floats]) -> None:
        """`points`: ids and places (lon, lat). `grounds`: ids, middles and radii (m) of sites with a footprint."""
        self._spots = _Spots(*points)
        self._ground_ids, middles, self._radii = grounds
        self._grounds = _tree(middles)

    @classmethod
    def load(cls, without: Sequence[str] = ()) -> Self:
        """Of the register as it is now: two statements."""
        kept = Facility.objects.exclude(kind__in=without)
        return cls(_points(kept), _grounds(kept))

    def nearest(self, places: Floats, count: int = 5) -> Nearest:
        """The `count` nearest to each place; `places` has a row of lon, lat each, WGS84."""
        in_space = _in_space(places)
        found = self._nearest_points(places, in_space, count)
        if len(self._ground_ids):
            self._enter_grounds(found, places, in_space)
        return found

    def _nearest_points(self, places: Floats, in_space: Floats, count: int) -> Nearest:
        found = Nearest(numpy.full((len(places), count), -1), numpy.full((len(places), count), numpy.inf))
        open_rows, candidates = numpy.arange(len(places)), count
        while len(open_rows) and len(self._spots):
            spots, metres, proven = self._spots.candidates(places[open_rows], in_space[open_rows], candidates)
            ids, metres = self._spots.sites(spots, metres, count)
            found.ids[open_rows, : ids.shape[1]], found.distance_m[open_rows, : ids.shape[1]] = ids, metres
            open_rows, candidates = open_rows[~proven], candidates * 4
        return found

    def _enter_grounds(self, found: Nearest, places: Floats, in_space: Floats) -> None:
        reach = found.distance_m[:, -1]
        # Where there are fewer sites than asked for, every ground may be among the nearest.
        within = numpy.minimum(reach, 2 * _EARTH.a) + self._radii.max() + _SLACK_M
        pairs = [
            (row, int(ground))
            for row, near in enumerate(self._grounds.query_ball_point(in_space, within))
            for ground in near
            if numpy.linalg.norm(in_space[row] - self._grounds.data[ground]) - self._radii[ground] <= reach[row]
        ]
        for row, measured in self._measured_grounds(pairs, places).items():
            _enter(found, row, measured)

    def _measured_grounds(self, pairs: list[tuple[int, int]], places: Floats) -> dict[int, list[tuple[float, int]]]:
        rows = [row for row, _ground in pairs]
        values: dict[str, Any] = {
            "rows": rows,
            "ids": [int(self._ground_ids[ground]) for _row, ground in pairs],
            "lons": places[rows, 0].tolist(),
            "lats": places[rows, 1].tolist(),
        }
        by_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_MEASURE, values)
            for row, key, metres in cursor.fetchall():
                by_row[row].append((metres, key))
        return by_row


class _Spots:
    """The different places of sites; `starts` says where in `ids`, which are in order, those of each begin."""

    def __init__(self, ids: Ints, places: Floats) -> None:
        order = numpy.lexsort((ids, places[:, 1], places[:, 0]))
        ids, places = ids[order], places[order]
        new = numpy.ones(len(ids), dtype=bool)
        new[1:] = (places[1:] != places[:-1]).any(axis=1)
        self._ids, self._starts = ids, numpy.append(numpy.flatnonzero(new), len(ids))
        self._places = places[new]
        self._tree = _tree(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def candidates(self, places: Floats, in_space: Floats, count: int) -> tuple[Ints, Floats, Bools]:
        """So many spots by the straight line, their metres on the surface, and whether none beyond can be nearer."""
        asked = min(count + 1, len(self))
        straight, at = self._tree.query(in_space, k=range(1, asked + 1), workers=-1)
        if asked <= count:
            return at, self._metres(places, at), numpy.ones(len(places), dtype=bool)
        metres = self._metres(places, at[:, :-1])
        return at[:, :-1], metres, metres.max(axis=1) < straight[:, -1] - _SLACK_M

    def sites(self, spots: Ints, metres: Floats, count: int) -> tuple[Ints, Floats]:
        """The first `count` sites of each row of spots, nearest first, ties by id."""
        sizes = numpy.minimum(self._starts[spots + 1] - self._starts[spots], count)
        most = int(sizes.max())
        ids = numpy.full((*spots.shape, most), -1)
        for place in range(most):
            there = sizes > place
            ids[there, place] = self._ids[self._starts[spots[there]] + place]
        flat, far = ids.reshape(len(spots), -1), numpy.repeat(metres, most, axis=1)
        far[flat < 0] = numpy.inf
        order = numpy.lexsort((flat, far), axis=1)[:, :count]
        return numpy.take_along_axis(flat, order, 1), numpy.take_along_axis(far, order, 1)

    def _metres(self, places: Floats, at: Ints) -> Floats:
        lons, lats = (numpy.repeat(places[:, axis], at.shape[1]) for axis in (0, 1))
        there = self._places[at.ravel()]
        return _as_postgis(_EARTH.inv(lons, lats, there[:, 0], there[:, 1])[2]).reshape(at.shape)


def _enter(found: Nearest, row: int, measured: list[tuple[float, int]]) -> None:
    """The row's best, with these among them."""
    there = [(float(m), int(i)) for m, i in zip(found.distance_m[row], found.ids[row], strict=True) if i >= 0]
    for place, (metres, key) in enumerate(sorted([*there, *measured])[: found.ids.shape[1]]):
        found.distance_m[row, place], found.ids[row, place] = metres, key


def _points(kept: Any) -> tuple[Ints, Floats]:
    lon, lat = (Func("position", function=name, output_field=FloatField()) for name in ("ST_X", "ST_Y"))
    parts = [_sent("id", "int8send"), _sent(lon, "float8send"), _sent(lat, "float8send")]
    one = Func(*parts, template="%(expressions)s", arg_joiner=" || ", output_field=BinaryField())
    found = kept.filter(footprint__isnull=True, position__isnull=False).aggregate(all=_Joined(one))
    table = numpy.frombuffer(found["all"] or b"", dtype=_SITE)
    places = numpy.column_stack((table["lon"], table["lat"]))
    return table["id"].astype(numpy.int64), places.astype(numpy.float64)


def _sent(value: str | Combinable, function: str) -> Func:
    return Func(value, function=function, output_field=BinaryField())


def _grounds(kept: Any) -> tuple[Ints, Floats, Floats]:
    rows = kept.filter(footprint__isnull=False).annotate(wkb=AsWKB("footprint")).order_by("id")
    found = [(key, shapely.from_wkb(bytes(wkb))) for key, wkb in rows.values_list("id", "wkb")]
    middles = numpy.array([(g.centroid.x, g.centroid.y) for _key, g in found], dtype=float).reshape(-1, 2)
    radii = [_radius_m(ground, middle) for (_key, ground), middle in zip(found, middles, strict=True)]
    return numpy.array([key for key, _ground in found], dtype=numpy.int64), middles, numpy.array(radii, dtype=float)


def _radius_m(ground: Any, middle: Floats) -> float:
    """Of a sphere around all of a footprint. Its edges bow outwards by less than a hundredth of their length."""
    corners = shapely.get_coordinates(ground)
    lons, lats = numpy.full(len(corners), middle[0]), numpy.full(len(corners), middle[1])
    return float(_EARTH.inv(lons, lats, corners[:, 0], corners[:, 1])[2].max()) * 1.01


def _tree(places: Floats) -> Any:
    """A k-d tree of them in space."""
    # Here, because it takes a second to load, and every process that may do this job would wait for it.
    from scipy.spatial import cKDTree

    return cKDTree(_in_space(places))


def _in_space(places: Floats) -> Floats:
    """Metres from the earth's centre, of places on the ellipsoid."""
    lon, lat = numpy.radians(places[:, 0]), numpy.radians(places[:, 1])
    across = _EARTH.a / numpy.sqrt(1 - _EARTH.es * numpy.sin(lat) ** 2)
    flat = across * numpy.cos(lat)
    return numpy.column_stack((flat * numpy.cos(lon), flat * numpy.sin(lon), across * (1 - _EARTH.es) * numpy.sin(lat)))


def _as_postgis(metres: Floats) -> Floats:
    """PostGIS drops what is below ten nanometres, so that ties are ties there."""
    return numpy.round(metres, 8)
