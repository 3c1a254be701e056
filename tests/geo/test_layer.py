"""The areas layer shows the levels of each zoom, of the editions in force."""

from datetime import date

import pytest

from geo.layers import Viewer, layer_for
from geo.models import Level
from tests.builders_geo import a_neighbour, an_area, an_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_levels() -> None:
    an_edition(an_area("10"))
    an_edition(an_area("1001"), level=Level.DISTRICT)
    an_edition(an_area("100101"), level=Level.SUBDISTRICT)


@pytest.mark.parametrize(
    ("zoom", "codes"),
    [(0, ["10"]), (7, ["10"]), (8, ["10", "1001"]), (11, ["10", "1001", "100101"]), (16, ["10", "1001", "100101"])],
)
def test_each_zoom_has_its_levels(three_levels: None, zoom: int, codes: list[str]) -> None:
    rows = layer_for(Viewer(), "areas").rows_for_tile(Viewer(), zoom)
    assert sorted(row["code"] for row in rows) == sorted(codes)


def test_rows_carry_every_declared_field_and_a_mercator_geometry(three_levels: None) -> None:
    layer = layer_for(Viewer(), "areas")
    row = layer.rows(Viewer())[0]
    assert {"id", "geometry", *(field.name for field in layer.fields)} == set(row)
    assert row["geometry"].srid == 3857


def test_editions_out_of_force_are_not_shown() -> None:
    an_edition(an_area("10"), name="old")
    an_edition(an_area("24"), name="new", valid_from=date(2020, 1, 1))
    assert [row["code"] for row in layer_for(Viewer(), "areas").rows(Viewer())] == ["24"]


def test_the_neighbours_are_a_layer_of_their_own() -> None:
    a_neighbour()
    (row,) = layer_for(Viewer(), "neighbours").rows(Viewer())
    assert (row["country"], row["geometry"].srid) == ("LA", 3857)
