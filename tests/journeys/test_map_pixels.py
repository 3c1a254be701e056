"""No symbol is cut where tiles meet: each is compared, pixel for pixel, with the same symbol in mid-tile."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from facilities.models import Facility
from geo.coordinates import LonLat
from tests.builders_facilities import new_facility, registered
from tests.builders_tiles import tile_of
from tests.journeys.screen import SIZE, View, place

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TILE_PX = 512
CORNER_ON_SCREEN = (480, 200)
"""Where the corner of four tiles comes to stand on the map; the tile to its south-east is in free sight."""

HALF_PX = 22
MIDDLE = (256, 256)
SINGLES = [(0, 0), (0, 256), (256, 0), (-1, 128), (1, 384), (128, -1), (384, 1), (-4, -68)]
"""Pixels from the corner: on it, on both edges, and so near to them that the symbol crosses."""

MANY_MIDDLE = (321, 344)
MANY = [(1, 344), (-1, 88), (193, 5), (385, -5), (3, 5)]
"""Of each pair one stands 4 px above and one 4 px below; every pair has a cell to itself."""


@pytest.mark.parametrize("tile_zoom", range(5, 17))
def test_no_symbol_is_cut_at_a_tile_edge(visit: Callable[..., Any], tile_zoom: int) -> None:
    zoom = tile_zoom + 1
    corner, view = framed(tile_zoom)
    registered(*[new_facility(place(zoom, corner[0] + x, corner[1] + y)) for x, y in [MIDDLE, *SINGLES]])
    seen = picture(visit, view, f"map-edges-z{tile_zoom}")
    whole = crop(seen, *MIDDLE)
    assert len(whole.getcolors()) > 4
    assert [spot for spot in SINGLES if crop(seen, *spot).tobytes() != whole.tobytes()] == []


@pytest.mark.parametrize("tile_zoom", range(5, 13))
def test_no_circle_of_several_is_cut_at_a_tile_edge(visit: Callable[..., Any], tile_zoom: int) -> None:
    zoom = tile_zoom + 1
    corner, view = framed(tile_zoom)
    pairs = [(x, y + shift) for x, y in [MANY_MIDDLE, *MANY] for shift in (-4, 4)]
    registered(*[new_facility(place(zoom, corner[0] + x, corner[1] + y)) for x, y in pairs])
    seen = picture(visit, view, f"map-circles-z{tile_zoom}")
    whole = crop(seen, *MANY_MIDDLE)
    assert Facility.objects.count() == len(pairs)
    assert [spot for spot in MANY if crop(seen, *spot).tobytes() != whole.tobytes()] == []


def framed(tile_zoom: int) -> tuple[tuple[float, float], View]:
    """World pixels of the corner, and the view that brings it where nothing covers it."""
    zoom = tile_zoom + 1
    tile = tile_of(LonLat(101.6, 13.8), tile_zoom)
    corner = (tile.x * TILE_PX, tile.y * TILE_PX)
    x, y = (corner[axis] - CORNER_ON_SCREEN[axis] + SIZE[axis] / 2 for axis in (0, 1))
    return corner, View.at(zoom, place(zoom, x, y))


def picture(visit: Callable[..., Any], view: View, name: str) -> Any:
    """The page, cut so that the corner of the tiles is at `CORNER_ON_SCREEN`."""
    visitor = visit()
    page = visitor.go(f"/?{view.address}&off=incidents")
    visitor.picture(name)
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    tile = tile_of(LonLat(101.6, 13.8), view.zoom - 1)
    x, y = shown(page.url).pixel(place(view.zoom, tile.x * TILE_PX, tile.y * TILE_PX))
    west, north = round(x) - CORNER_ON_SCREEN[0], round(y) - CORNER_ON_SCREEN[1]
    return image.crop((west, north, image.width, image.height))


def shown(address: str) -> View:
    """What the page shows: it does not let the map be moved far out of the country."""
    zoom, lat, lon = re.search(r"at=(\d+)/([\d.]+)/([\d.]+)", address).groups()  # type: ignore[union-attr]
    return View.at(int(zoom), LonLat(float(lon), float(lat)))


def crop(seen: Any, x: float, y: float) -> Any:
    """The symbol there, with what is around it."""
    middle = (CORNER_ON_SCREEN[0] + x, CORNER_ON_SCREEN[1] + y)
    return seen.crop((middle[0] - HALF_PX, middle[1] - HALF_PX, middle[0] + HALF_PX, middle[1] + HALF_PX))
