"""Every feature is found at every zoom: what the tiles count is what the table counts.

Random viewports and zooms, with filters, on an earlier day, for every viewer and in every form. Places are compared by
their own arithmetic here, not by that of the tiles.
"""

import random
from collections.abc import Iterator

import pytest

from geo.crs import MAX_ZOOM
from geo.layers import Viewer, layer_for
from tests.builders_incidents import a_country
from tests.builders_map import COORDINATOR, FIELD, OFFICER, PUBLIC, many_reports, many_sites
from tests.builders_tiles import asked_rows, features, tile_of_metres, total
from tiles.grid import TileCoord

pytestmark = pytest.mark.django_db

QUESTIONS = [
    ("facilities", ""),
    ("facilities", "kind=factory,mine&status=operating"),
    ("facilities", "as_of=2026-03-12"),
    ("facilities", "as_of=2026-03-12&status=stopped"),
    ("facilities", "near=100.5,13.7,40000"),
    ("facilities", "inside=100 13,101 13,101 14,100.2 14.1"),
    ("incidents", ""),
    ("incidents", "category=odour,mining"),
    ("incidents", "bbox=100,13,101.2,14.1"),
    ("incidents", "near=100.5,13.7,40000"),
]
OF_OFFICERS = [
    ("incidents", "state=open"),
    ("incidents", "from=2026-02-01&to=2026-03-20"),
    ("incidents", "as_of=2026-03-12"),
    ("incidents", "as_of=2026-03-12&state=received&urgency=normal"),
]
CASES = [(viewer, *question) for viewer in (PUBLIC, OFFICER) for question in QUESTIONS]
CASES += [(viewer, *question) for viewer in (FIELD, OFFICER, COORDINATOR) for question in OF_OFFICERS]


@pytest.fixture(scope="module", autouse=True)
def country(django_db_setup: object, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Filled once: every test only reads."""
    from django.db import transaction

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        atomic = transaction.atomic()
        atomic.__enter__()
        a_country()
        many_sites()
        many_reports()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.mark.parametrize(("viewer", "layer", "asked"), CASES)
def test_the_tiles_of_any_viewport_count_what_the_table_counts(viewer: Viewer, layer: str, asked: str) -> None:
    dice = random.Random(f"{layer} {asked}")
    places = asked_rows(layer, viewer, asked)
    for _ in range(5):
        zoom = dice.randint(0, layer_for(viewer, layer).cluster_until)
        block = viewport(dice, zoom)
        drawn = sum(total(features(layer, tile, viewer, asked)) for tile in block)
        assert drawn == sum(tile_of_metres(place, zoom) in block for place in places.values())


@pytest.mark.parametrize(("viewer", "layer", "asked"), CASES[::2])
def test_close_up_every_feature_is_in_the_tile_of_its_place(viewer: Viewer, layer: str, asked: str) -> None:
    dice = random.Random(f"{layer} {asked}")
    places = asked_rows(layer, viewer, asked)
    closest = layer_for(viewer, layer).cluster_until + 1
    if closest > MAX_ZOOM:
        pytest.skip("this viewer is shown heaps at every zoom, which the other tests count")
    for number in dice.sample(sorted(places), min(5, len(places))):
        drawn = features(layer, tile_of_metres(places[number], closest), viewer, asked)
        assert number in {feature["id"] for feature in drawn}


def test_close_up_the_public_sees_every_report_in_the_heap_of_its_blurred_place() -> None:
    places = asked_rows("incidents", PUBLIC, "")
    for zoom in (12, 16, 19, MAX_ZOOM):
        for place in random.Random(zoom).sample(sorted(set(places.values())), 5):
            there = tile_of_metres(place, zoom)
            drawn = total(features("incidents", there, PUBLIC, ""))
            assert drawn == sum(tile_of_metres(other, zoom) == there for other in places.values())


@pytest.mark.parametrize("form", ["hexagons", "heat"])
@pytest.mark.parametrize(("viewer", "layer", "asked"), CASES[::3])
def test_hexagons_and_the_fine_grid_hold_every_feature_once(viewer: Viewer, layer: str, asked: str, form: str) -> None:
    zoom = random.Random(f"{layer} {asked} {form}").randint(3, 5)
    found = [feature for tile in thailand(zoom) for feature in features(layer, tile, viewer, f"{asked}&as={form}")]
    cells = {feature["id"] if form == "hexagons" else place: feature for place, feature in enumerate(found)}
    assert sum(cell["properties"]["count"] for cell in cells.values()) == len(asked_rows(layer, viewer, asked))


def test_a_hexagon_counts_the_same_in_every_tile_that_shows_it() -> None:
    seen: dict[int, set[int]] = {}
    often = 0
    for tile in thailand(6):
        for feature in features("facilities", tile, PUBLIC, "as=hexagons"):
            often += feature["id"] in seen
            seen.setdefault(feature["id"], set()).add(feature["properties"]["count"])
    assert often > 5
    assert all(len(counts) == 1 for counts in seen.values())


def viewport(dice: random.Random, zoom: int) -> set[TileCoord]:
    """A block of one to nine tiles that touches Thailand."""
    corner = dice.choice(thailand(zoom))
    last = 2**zoom - 1
    columns = range(corner.x, min(last, corner.x + dice.randint(0, 2)) + 1)
    lines = range(corner.y, min(last, corner.y + dice.randint(0, 2)) + 1)
    return {TileCoord(zoom, x, y) for x in columns for y in lines}


def thailand(zoom: int) -> list[TileCoord]:
    """The tiles from 97 to 106 E and 5 to 21 N; round Bangkok only where they are many."""
    west, south, east, north = (97, 5, 106, 21) if zoom < 7 else (100.2, 13.4, 100.8, 14)
    from geo.place_filters import mercator

    first, last = tile_of_metres(mercator(west, north), zoom), tile_of_metres(mercator(east, south), zoom)
    return [TileCoord(zoom, x, y) for x in range(first.x, last.x + 1) for y in range(first.y, last.y + 1)]
