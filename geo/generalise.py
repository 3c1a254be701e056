"""Polygons of a whole edition, simplified per band of zooms for tiles, with borders kept common."""

from collections.abc import Sequence
from typing import Any, Protocol

import shapely
from pyproj import Transformer

from geo.crs import MERCATOR_HALF_WORLD_M, WEB_MERCATOR, WGS84
from geo.geometry import multipolygon
from geo.models import Area, AreaEdition, AreaTileShape, Level

BANDS = ((0, 5), (6, 7), (8, 9), (10, 11), (12, 22))
"""First and last zoom of each band; the last band holds the lines as they are."""

FIRST_ZOOM = {Level.PROVINCE: 0, Level.DISTRICT: 8, Level.SUBDISTRICT: 11}
"""From which zoom on a level is drawn at all."""

_PIXELS_ACROSS_TILE = 512
_to_mercator = Transformer.from_crs(WGS84, WEB_MERCATOR, always_xy=True)


class Outlined(Protocol):
    """Anything with a code and polygons in WGS84."""

    @property
    def code(self) -> str: ...
    @property
    def boundary(self) -> Any: ...


def band_of(zoom: int) -> int:
    """First zoom of the band that serves a zoom."""
    return max(first for first, _last in BANDS if first <= max(zoom, 0))


def store(edition: AreaEdition, areas: Sequence[Outlined]) -> None:
    """Write the tile shapes of a freshly loaded edition."""
    ids = dict(Area.objects.filter(edition=edition).values_list("code", "id"))
    lines = shapely.transform([area.boundary for area in areas], _projected)
    for first, last in BANDS:
        if last < FIRST_ZOOM[Level(edition.level)]:
            continue
        shapes = lines if last == BANDS[-1][1] else simplified(lines, last)
        rows = [_row(edition, ids[area.code], first, last, shape) for area, shape in zip(areas, shapes, strict=True)]
        AreaTileShape.objects.bulk_create([row for row in rows if row is not None], batch_size=500)


def simplified(shapes: Sequence[Any], zoom: int) -> Sequence[Any]:
    """Web Mercator polygons without what is smaller than half a pixel at this zoom; common borders stay common."""
    half_pixel = 2 * MERCATOR_HALF_WORLD_M / 2**zoom / _PIXELS_ACROSS_TILE / 2
    return shapely.coverage_simplify(shapes, half_pixel)  # type: ignore[no-any-return]


def _projected(vertices: Any) -> Any:
    east, north = _to_mercator.transform(vertices[:, 0], vertices[:, 1])
    vertices = vertices.copy()
    vertices[:, 0], vertices[:, 1] = east, north
    return vertices


def _row(edition: AreaEdition, area_id: int, first: int, last: int, shape: Any) -> AreaTileShape | None:
    if shape.is_empty:
        return None
    polygons = multipolygon(shape, WEB_MERCATOR)
    return AreaTileShape(area_id=area_id, edition=edition, min_zoom=first, max_zoom=last, shape=polygons)
