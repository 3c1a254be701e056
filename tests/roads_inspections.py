"""Small road graphs for tests: a synthetic grid in Prachin Buri, and real extracts where they are at hand."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import osrm

from geo.coordinates import LonLat
from inspections.roadgraph import Graph, build, inspect
from tests.real_data import real_file

GRID_CORNER = LonLat(101.3, 13.75)
GRID_STEP = 0.009
GRID_SIZE = 10


def grid_graph(folder: Path) -> Graph:
    """Ten by ten crossing roads, about a kilometre apart, north-east of `GRID_CORNER`."""
    return build(inspect(write_grid(folder)), "grid", folder)


def write_grid(folder: Path) -> Path:
    """The grid as an OpenStreetMap file."""
    extract = folder / "grid.osm"
    extract.write_text(_grid())
    return extract


def real_graph(file: str, folder: Path) -> Graph:
    """From ../shared/data/roads; the test is skipped where it is missing."""
    return build(inspect(real_file(f"roads/{file}")), file.split("-")[0], folder)


@contextmanager
def served(graph: Graph) -> Iterator[str]:
    """The graph behind an osrm-routed of its own; the server's address. Gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tool = Path(osrm.__file__).parent / "bin" / "osrm-routed"
    command = [tool, "--algorithm", "mld", "--ip", "127.0.0.1", "--port", str(port), graph.base]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("osrm-routed did not start")


def _grid() -> str:
    size = range(GRID_SIZE)
    nodes = [
        f'<node id="{y * GRID_SIZE + x + 1}" version="1"'
        f' lon="{GRID_CORNER.lon + x * GRID_STEP:.5f}" lat="{GRID_CORNER.lat + y * GRID_STEP:.5f}"/>'
        for y in size
        for x in size
    ]
    rows = [[y * GRID_SIZE + x + 1 for x in size] for y in size]
    ways = [
        _way(1000 + number, ids) for number, ids in enumerate(rows + [list(ids) for ids in zip(*rows, strict=True)])
    ]
    return f'<?xml version="1.0"?><osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>'


def _way(number: int, ids: list[int]) -> str:
    refs = "".join(f'<nd ref="{node}"/>' for node in ids)
    return f'<way id="{number}" version="1">{refs}<tag k="highway" v="secondary"/></way>'
