"""Tiles find their rows by the index on the Web Mercator column, transforming the tile and not the rows."""

import pytest
from django.db import connection

from geo.coordinates import LonLat
from geo.layers import Viewer, layer_for
from tests.builders_facilities import HERE, new_facility, register_all
from tests.builders_tiles import tile_of
from tiles import serving, sql

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zoom", [11, 14])
def test_a_tile_of_facilities_reads_the_spatial_index(zoom: int) -> None:
    """Aggregated and single ones; a tile of the whole country holds every row and needs no index."""
    a_row_of_facilities()
    assert "facility_mercator" in plan("facilities", zoom)


def test_single_features_of_an_aggregated_tile_are_read_by_their_key() -> None:
    a_row_of_facilities()
    assert "facilities_facility_pkey" in plan("facilities", 6)


def test_asking_twice_compiles_once_and_draws_once(django_assert_num_queries, settings, tmp_path) -> None:
    settings.STATE_DIR = tmp_path
    serving.tile_cache.cache_clear()
    serving.forget()
    layer, tile = layer_for(Viewer(), "facilities"), tile_of(HERE, 12)
    serving.content([serving.ask(layer, Viewer(), tile)])
    with django_assert_num_queries(4):  # each time only whether anything changed
        for _ in range(4):
            serving.content([serving.ask(layer, Viewer(), tile)])
    serving.tile_cache.cache_clear()
    serving.forget()


def a_row_of_facilities() -> None:
    """500 of them over 100 km, counted by the planner."""
    register_all(new_facility(LonLat(101 + number / 500, 13.8)) for number in range(500))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE facilities_facility")


def plan(layer_name: str, zoom: int) -> str:
    """The plan with sequential scans made dear, as they are on the full register."""
    layer, tile = layer_for(Viewer(), layer_name), tile_of(HERE, zoom)
    found = sql.statement(layer, sql.rows(layer, Viewer(), zoom), tile)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + found.sql, found.params)
        return "\n".join(line for (line,) in cursor.fetchall())
