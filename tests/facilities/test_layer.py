"""The facilities layer."""

import json
from pathlib import Path

import pytest

from facilities.models import Kind, Status
from facilities.visibility import PERMISSION
from geo.layers import Viewer, layer_for
from tests.builders_facilities import new_facility, register_all

ROOT = Path(__file__).parents[2]
LAYER = layer_for(Viewer(), "facilities")
OFFICERS = layer_for(Viewer(frozenset({PERMISSION})), "facilities")
"""The layer of somebody who may know of suspected sites."""


@pytest.mark.django_db
def test_everyone_sees_every_facility_that_has_a_position() -> None:
    register_all([new_facility(), new_facility(status="struck_off"), new_facility(None)])
    (first, second) = LAYER.rows(Viewer()).order_by("id")
    assert set(first) == {"id", "geometry", *(field.name for field in LAYER.fields)}
    assert (first["status"], second["status"]) == ("operating", "struck_off")
    assert first["geometry"].srid == 3857


@pytest.mark.parametrize(("field", "values"), [("kind", Kind.values), ("status", Status.values)])
def test_the_legend_has_a_sign_for_every_value(field: str, values: list[str]) -> None:
    assert {sign.value for sign in OFFICERS.signs if sign.field == field} == set(values)


def test_the_legend_of_others_is_silent_about_suspected_sites() -> None:
    assert {sign.value for sign in OFFICERS.signs} - {sign.value for sign in LAYER.signs} == {Kind.SUSPECTED}


@pytest.mark.parametrize("channel", ["shape", "fill"])
def test_no_two_values_are_drawn_alike(channel: str) -> None:
    drawn = [sign.draw for sign in OFFICERS.signs if sign.channel == channel]
    assert len(drawn) == len(set(drawn))


def test_shapes_tell_the_kinds_apart() -> None:
    shapes = {sign.value: sign.draw for sign in OFFICERS.signs if sign.channel == "shape"}
    assert shapes == {
        "factory": "square",
        "mine": "triangle",
        "sme": "circle",
        "seized": "diamond-sealed",
        "suspected": "diamond-broken",
    }


@pytest.mark.parametrize("channel", ["shape", "fill", "mark"])
def test_the_map_knows_how_to_draw_every_sign(channel: str) -> None:
    known = json.loads((ROOT / "geo/web/map/signs.json").read_text(encoding="utf-8"))[f"{channel}s"]
    assert {sign.draw for sign in OFFICERS.signs if sign.channel == channel} <= set(known)


def test_small_maps_know_every_shape() -> None:
    script = (ROOT / "geo/web/map/pieces.js").read_text(encoding="utf-8")
    drawn = {sign.draw for sign in OFFICERS.signs if sign.channel == "shape"}
    assert [sign for sign in drawn if f'"{sign}"' not in script] == []
