"""Travel: roads where the graph covers, the stated estimate elsewhere."""

from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from geo.coordinates import LonLat
from geo.errors import BadInput, Unavailable
from inspections.estimate import Estimate
from inspections.method import Method, Source
from inspections.roadgraph import BuildFailed, build, current_graph, inspect
from inspections.roads import LocalRoads, RoadTable, ServedRoads
from inspections.travel import Travel
from tests.roads_inspections import GRID_CORNER, grid_graph, real_graph, served

ESTIMATE = Estimate(detour=1.35, speed_kmh=50)
PRACHIN, BANGKOK = LonLat(101.37, 14.05), LonLat(100.5, 13.75)


def test_the_estimate_is_geodesic_times_detour_over_speed() -> None:
    straight = Geodesic.WGS84.Inverse(PRACHIN.lat, PRACHIN.lon, BANGKOK.lat, BANGKOK.lon)["s12"]
    times = Travel(ESTIMATE).times([PRACHIN, BANGKOK])
    assert times.matrix.distances_m[0][1] == round(straight * 1.35)
    assert times.matrix.durations_s[1][0] == round(straight * 1.35 / 50 * 3.6)
    assert (times.source, times.matrix.estimated) == (Source.ESTIMATE, {(0, 1), (1, 0)})


def test_without_roads_a_leg_is_a_straight_estimated_line() -> None:
    (leg,) = Travel(ESTIMATE).legs([PRACHIN, BANGKOK], [True])
    assert (leg.line, leg.method) == ((PRACHIN, BANGKOK), Method.ESTIMATE)


def test_thailand_drives_on_the_left(tmp_path: Path) -> None:
    import osrm

    graph = grid_graph(tmp_path)
    engine = osrm.OSRM(algorithm="MLD", storage_config=str(graph.base), use_shared_memory=False)
    far = (GRID_CORNER.lon + 0.036, GRID_CORNER.lat + 0.036)
    asked = osrm.RouteParameters(coordinates=[(GRID_CORNER.lon, GRID_CORNER.lat), far], steps=True)
    steps = engine.Route(asked)["routes"][0]["legs"][0]["steps"]
    assert {step["driving_side"] for step in steps} == {"left"}


def test_a_graph_is_built_where_the_path_has_blanks_and_thai_letters(tmp_path: Path) -> None:
    folder = tmp_path / "ผัง อุต"
    folder.mkdir()
    graph = grid_graph(folder)
    assert sorted(path.name for path in graph.base.parent.iterdir() if path.is_symlink()) == []


def test_roads_of_a_built_grid_are_longer_than_straight_and_drawn_as_roads(tmp_path: Path) -> None:
    graph = grid_graph(tmp_path)
    places = [GRID_CORNER, LonLat(GRID_CORNER.lon + 0.036, GRID_CORNER.lat + 0.036)]
    travel = Travel(ESTIMATE, LocalRoads(graph.base, graph.name))
    times = travel.times(places)
    assert times.source is Source.ROADS
    assert 7_800 < times.matrix.distances_m[0][1] < 7_950
    (leg,) = travel.legs(places, [False])
    assert leg.method is Method.ROAD
    assert len(leg.line) > 8


def test_a_place_far_from_any_road_is_estimated_and_named(tmp_path: Path) -> None:
    graph = grid_graph(tmp_path)
    travel = Travel(ESTIMATE, LocalRoads(graph.base, graph.name))
    near = LonLat(GRID_CORNER.lon + 0.01, GRID_CORNER.lat)
    times = travel.times([GRID_CORNER, near, BANGKOK])
    assert (times.source, times.off_road) == (Source.MIXED, (2,))
    assert (0, 1) not in times.matrix.estimated
    assert times.matrix.distances_m[0][2] == ESTIMATE.distance_m(GRID_CORNER, BANGKOK)


def test_a_pair_that_no_road_joins_is_estimated() -> None:
    times = Travel(ESTIMATE, Island()).times([PRACHIN, BANGKOK])
    assert times.source is Source.MIXED
    assert times.matrix.estimated == {(1, 0)}
    assert times.matrix.durations_s[0][1] == 60


def test_a_silent_road_server_gives_an_estimate_that_says_so() -> None:
    times = Travel(ESTIMATE, ServedRoads("http://127.0.0.1:1")).times([PRACHIN, BANGKOK])
    assert times.source is Source.ESTIMATE
    assert "127.0.0.1:1" in times.facts["unanswered"]


def test_a_road_server_gives_the_same_as_the_graph_in_this_process(tmp_path: Path) -> None:
    graph = grid_graph(tmp_path)
    places = [LonLat(GRID_CORNER.lon + 0.0041 * n, GRID_CORNER.lat + 0.0037 * n) for n in range(12)]
    local = LocalRoads(graph.base, graph.name)
    with served(graph) as url:
        remote = ServedRoads(url)
        assert remote.table(places).durations_s == local.table(places).durations_s
        assert remote.line(places[0], places[5]) == local.line(places[0], places[5])


def test_a_graph_that_cannot_be_read_gives_an_estimate_that_says_so(tmp_path: Path) -> None:
    graph = grid_graph(tmp_path)
    graph.base.with_name("roads.osrm.mldgr").write_bytes(b"of another version")
    times = Travel(ESTIMATE, LocalRoads(graph.base, graph.name)).times([PRACHIN, BANGKOK])
    assert times.source is Source.ESTIMATE
    assert "cannot be used" in times.facts["unanswered"]


def test_no_graph_is_no_graph(tmp_path: Path) -> None:
    assert current_graph(tmp_path) is None


def test_a_broken_extract_leaves_the_current_graph_alone(tmp_path: Path) -> None:
    kept = grid_graph(tmp_path)
    bad = tmp_path / "bad.osm.pbf"
    bad.write_bytes(b"not a map")
    with pytest.raises(BuildFailed):
        build(inspect(bad), "bad", tmp_path)
    assert current_graph(tmp_path) == kept
    assert not list(tmp_path.glob(".building-*"))


def test_only_openstreetmap_files_are_taken(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        inspect(tmp_path / "missing.osm.pbf")


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("file", "start", "end"),
    [
        ("monaco-2016-03-05.osm.pbf", LonLat(7.4134, 43.7296), LonLat(7.4272, 43.7407)),
        ("liechtenstein-2013-08-03.osm.pbf", LonLat(9.5209, 47.1410), LonLat(9.5090, 47.0660)),
    ],
)
def test_real_roads_bend(file: str, start: LonLat, end: LonLat, tmp_path: Path) -> None:
    graph = real_graph(file, tmp_path)
    travel = Travel(ESTIMATE, LocalRoads(graph.base, graph.name))
    times = travel.times([start, end])
    straight = Geodesic.WGS84.Inverse(start.lat, start.lon, end.lat, end.lon)["s12"]
    assert times.source is Source.ROADS
    assert straight * 1.02 < times.matrix.distances_m[0][1] < straight * 5
    assert times.matrix.durations_s[0][1] > 0
    assert len(travel.legs([start, end], [False])[0].line) > 20


class Island:
    """A graph where one can go there but not back."""

    name = "island"

    def table(self, places: object) -> RoadTable:
        return RoadTable([[0, 60], [None, 0]], [[0, 900], [None, 0]], [0, 0])

    def line(self, start: LonLat, end: LonLat) -> None:
        raise Unavailable("no lines here")
