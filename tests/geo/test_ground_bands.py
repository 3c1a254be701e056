"""Lines and water per band of zooms."""

from pathlib import Path

import shapely

from geo.ground import bands, extract
from tests.builders_ground import CENTRE, a_lake, a_line, a_place, an_extract


def placed(file: Path) -> list[bands.Placed]:
    found = list(extract.read(extract.inspect(file)))
    shapes = bands.to_mercator(found)
    far = [pair for pair in zip(found, shapes, strict=True) if bands.is_far(pair[0])]
    return [*bands.near(found, shapes), *bands.far(*zip(*far, strict=True))]


def test_a_great_road_is_in_every_band_and_a_lane_close_up_only(tmp_path: Path) -> None:
    ways = [a_line(length=2, highway="trunk"), a_line(highway="residential")]
    found = placed(an_extract(tmp_path / "two.osm", ways, []))
    firsts = {name: {one.band for one in found if one.like.kind.name == name} for name in ("trunk", "residential")}
    assert firsts == {"trunk": {0, 6, 8, 10, 12, 14}, "residential": {12, 14}}


def test_pieces_of_one_road_are_one_line_from_afar(tmp_path: Path) -> None:
    (points, tags) = a_line(length=0.4, highway="trunk", ref="304")
    pieces = [(points[at : at + 11], tags) for at in range(0, 40, 10)]
    found = placed(an_extract(tmp_path / "pieces.osm", pieces, []))
    assert sum(one.band == 14 for one in found) == 4
    assert sum(one.band == 8 for one in found) == 1


def test_a_straight_road_loses_its_vertices_from_afar_and_keeps_its_ends(tmp_path: Path) -> None:
    found = placed(an_extract(tmp_path / "straight.osm", [a_line(length=0.5, highway="trunk")], []))
    (far,) = (one.shape for one in found if one.band == 6)
    (close,) = (one.shape for one in found if one.band == 14)
    assert len(far.coords) == 2
    assert len(close.coords) == 51
    assert shapely.equals_exact(far.boundary, close.boundary, 1e-6)


def test_a_pond_is_left_out_where_it_would_be_a_dot(tmp_path: Path) -> None:
    found = placed(an_extract(tmp_path / "lake.osm", [a_lake(side=0.01)], []))
    assert {one.band for one in found} == {8, 10, 12, 14}


def test_what_the_projection_has_no_place_for_is_left_out(tmp_path: Path) -> None:
    file = an_extract(tmp_path / "pole.osm", [([(CENTRE.lon, 89.9), (CENTRE.lon, 90.0)], {"highway": "trunk"})], [])
    (shape,) = bands.to_mercator(list(extract.read(extract.inspect(file))))
    assert shape is None


def test_every_zoom_has_a_band() -> None:
    assert [bands.band_of(zoom) for zoom in (-1, 0, 5, 6, 9, 11, 12, 13, 14, 22)] == [0, 0, 0, 6, 8, 10, 12, 12, 14, 14]


def test_places_are_no_lines(tmp_path: Path) -> None:
    (place,) = extract.read(extract.inspect(an_extract(tmp_path / "place.osm", [], [a_place()])))
    assert not bands.is_far(place)
