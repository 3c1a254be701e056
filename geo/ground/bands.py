"""Lines and water simplified per band of zooms, in Web Mercator. Pure: no Django.

Close up everything is drawn as it came, and is written as it is read. Further out the few kinds that are drawn at all
are joined over the whole extract first: a road comes in hundreds of short ways, none of which can be simplified alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy
import shapely
from pyproj import Transformer

from geo.crs import MERCATOR_HALF_WORLD_M, WEB_MERCATOR, WGS84
from geo.ground.extract import Drawn

FAR = ((0, 5), (6, 7), (8, 9), (10, 11))
NEAR = ((12, 13), (14, 22))
"""First and last zoom of each band; the last band holds the shapes as they are."""

_TILE_PX = 512
_NAMED_FROM = 10
"""In bands before this one names are not told apart, so that a road is one line through all its towns."""

_LEAST_LINE_PX = 1
_LEAST_WATER_PX2 = 12
_to_mercator = Transformer.from_crs(WGS84, WEB_MERCATOR, always_xy=True)


@dataclass(frozen=True, slots=True)
class Placed:
    """An object, or several joined, as one band draws it. `shape` is in Web Mercator."""

    like: Drawn
    band: int
    first_zoom: int
    shape: Any


def band_of(zoom: int) -> int:
    """First zoom of the band that serves a zoom."""
    return max(first for first, _last in (*FAR, *NEAR) if first <= max(zoom, 0))


def to_mercator(drawn: Sequence[Drawn]) -> list[Any]:
    """Their shapes, None for one that the projection has no place for."""
    shapes = shapely.transform(shapely.from_wkb([one.wkb for one in drawn]), _projected)
    # NaN is not below the bound either; near the poles coordinates grow without end.
    fine = (numpy.abs(shapely.bounds(shapes)) <= MERCATOR_HALF_WORLD_M).all(axis=1) if len(shapes) else []
    return [shape if good else None for shape, good in zip(shapes, fine, strict=True)]


def near(drawn: Sequence[Drawn], shapes: Sequence[Any]) -> Iterator[Placed]:
    """Each object by itself, for every near band that draws it."""
    for first, last in NEAR:
        found = [(one, shape) for one, shape in zip(drawn, shapes, strict=True) if one.kind.first_zoom <= last]
        kept = _simplified([shape for _one, shape in found], last) if last < NEAR[-1][1] else [s for _o, s in found]
        for (one, _shape), shape in zip(found, kept, strict=True):
            if not shape.is_empty and (one.kind.theme != "water" or _is_seen(one, shape, last)):
                yield Placed(one, first, one.kind.first_zoom, shape)


def is_far(drawn: Drawn) -> bool:
    """Whether any far band draws it."""
    return drawn.kind.theme != "place" and drawn.kind.first_zoom <= FAR[-1][1]


def far(drawn: Sequence[Drawn], shapes: Sequence[Any]) -> Iterator[Placed]:
    """All objects of the extract that are drawn from afar, joined and simplified, for every far band."""
    both = list(zip(drawn, shapes, strict=True))
    for first, last in FAR:
        seen = [(one, shape) for one, shape in both if one.kind.first_zoom <= last]
        for like, joined in _joined(seen, named=first >= _NAMED_FROM):
            for shape in _simplified(joined, last):
                if _is_seen(like, shape, last):
                    yield Placed(like, first, like.kind.first_zoom, shape)


def _joined(found: list[tuple[Drawn, Any]], *, named: bool) -> Iterator[tuple[Drawn, list[Any]]]:
    """Those alike in what is told of them, with the pieces that their shapes make when put together."""

    def told(pair: tuple[Drawn, Any]) -> tuple[Any, ...]:
        one = pair[0]
        names = (one.name_th, one.name_en) if named or one.kind.theme == "water" else ()
        return (one.kind.theme, one.kind.name, one.kind.first_zoom, one.ref, *names)

    for _told, group in groupby(sorted(found, key=told), key=told):
        pairs = list(group)
        shapes = [shape for _one, shape in pairs]
        if pairs[0][0].kind.theme != "water":
            shapes = list(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapes))))
        yield pairs[0][0], shapes


def _simplified(shapes: Sequence[Any], zoom: int) -> list[Any]:
    """Without what is smaller than half a pixel at this zoom."""
    return list(shapely.simplify(numpy.array(shapes, dtype=object), _pixel_m(zoom) / 2))


def _is_seen(like: Drawn, shape: Any, zoom: int) -> bool:
    pixel = _pixel_m(min(zoom, NEAR[0][1]))
    if like.kind.theme == "water":
        return bool(shape.area >= _LEAST_WATER_PX2 * pixel**2)
    return bool(shape.length >= _LEAST_LINE_PX * pixel)


def _pixel_m(zoom: int) -> float:
    return float(2 * MERCATOR_HALF_WORLD_M / 2**zoom / _TILE_PX)


def _projected(vertices: Any) -> Any:
    east, north = _to_mercator.transform(vertices[:, 0], vertices[:, 1])
    return numpy.column_stack([east, north])
