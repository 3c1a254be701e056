"""Which tiles of a layer hold anything: from the whole world down, and only where there is something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from django.db import connection

from geo.bbox import Bbox
from geo.layers import Layer, Viewer
from geo.place_filters import mercator
from tiles import sql
from tiles.grid import TileCoord
from tiles.question import Question

MARGIN = 0.125
"""Of a tile's width on each side: more than any tile takes from its neighbours."""

_BATCH = 2_000
_SQL = Path(__file__).with_name("occupied.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Part:
    """What of a layer is wanted: whose view, of which question, at which zooms, touching which box."""

    layer: Layer
    viewer: Viewer
    question: Question
    first_zoom: int
    last_zoom: int
    box: Bbox


def tiles(part: Part) -> Iterator[TileCoord]:
    """Every tile that may hold something, a few beside them that do not; each once, by zoom.

    What a tile far out shows is among the features close up: so the finest zoom says where to look.
    """
    rows = sql.rows(part.layer, part.viewer, part.last_zoom, part.question)
    level: list[TileCoord] = [TileCoord(0, 0, 0)]
    while level:
        level = _occupied(rows, [tile for tile in level if _touches(tile, part.box)])
        if level and level[0].z >= part.first_zoom:
            yield from level
        if level and level[0].z == part.last_zoom:
            return
        level = [child for tile in level for child in tile.children()]


def _occupied(rows: sql.Rows, level: Iterable[TileCoord]) -> list[TileCoord]:
    found: list[TileCoord] = []
    for some in batched(level, _BATCH, strict=False):
        asked = {"z": some[0].z, "xs": [tile.x for tile in some], "ys": [tile.y for tile in some], "margin": MARGIN}
        with connection.cursor() as cursor:
            cursor.execute(_SQL.format(rows=rows.sql), rows.params | asked)
            found += [TileCoord(some[0].z, x, y) for x, y in cursor.fetchall()]
    return found


def _touches(tile: TileCoord, box: Bbox) -> bool:
    square = tile.bounds()
    (west, south), (east, north) = mercator(box.west, box.south), mercator(box.east, box.north)
    return square.west <= east and square.east >= west and square.south <= north and square.north >= south
