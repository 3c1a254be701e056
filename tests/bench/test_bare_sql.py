"""pgbench measures the very statement that the server runs."""

import sys
from pathlib import Path

import pytest
from django.db import connection

from facilities.operations import register_many
from fixtures.demo.register import facilities
from geo import reference
from geo.changes import Actor
from geo.layers import Viewer, layer_for
from tests.builders_demo import square_provinces
from tiles import serving
from tiles.grid import TileCoord


@pytest.mark.django_db
@pytest.mark.parametrize(("zoom", "x", "y"), [(6, 49, 29), (12, 3189, 1883)])
def test_the_written_out_statement_gives_the_same_tile(
    monkeypatch: pytest.MonkeyPatch, zoom: int, x: int, y: int
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "bench"))
    from _bare_sql import of_tile

    sys.modules.pop("_bare_sql")
    dict(reference.load_all())
    register_many(facilities(1, 400, square_provinces()), actor=Actor("test"), reason="test")
    asked = serving.ask(layer_for(Viewer(), "facilities"), Viewer(), TileCoord(zoom, x, y))
    with connection.cursor() as cursor:
        cursor.execute(of_tile("facilities", zoom, x, y).replace("%", "%%"), [])
        (tile,) = cursor.fetchone()
    assert len(tile) > 100
    assert bytes(tile) == serving.sql.run(asked.statement)
