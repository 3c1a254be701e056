"""Small OpenStreetMap extracts, written by hand: a highway, a lane, a river, a lake, a town in Prachin Buri."""

from pathlib import Path
from typing import Any

from geo.changes import Actor
from geo.coordinates import LonLat
from geo.ground import extract, published, store
from geo.models import GroundEdition

ACTOR = Actor("test")
CENTRE = LonLat(101.6, 13.8)

Way = tuple[list[tuple[float, float]], dict[str, str]]
Node = tuple[tuple[float, float], dict[str, str]]


def a_line(*, length: float = 0.2, north: float = 0.0, **tags: str) -> Way:
    """West to east through the centre, `length` degrees long, with a vertex every hundredth."""
    steps = round(length / 0.01)
    west = CENTRE.lon - length / 2
    return [(west + step * 0.01, CENTRE.lat + north) for step in range(steps + 1)], dict(tags)


def a_lake(*, side: float = 0.05, west: float = 0.03) -> Way:
    """A square of water south-east of the centre."""
    x, y = CENTRE.lon + west, CENTRE.lat - side - 0.01
    ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return ring, {"natural": "water", "name": "หนองตัวอย่าง"}


def a_place(kind: str = "town", *, east: float = 0.001, **tags: str) -> Node:
    """A name just beside the centre."""
    return (CENTRE.lon + east, CENTRE.lat), {"place": kind, **(tags or {"name": "เมืองตัวอย่าง"})}


def an_extract(file: Path, ways: list[Way] | None = None, places: list[Node] | None = None, *, day: str = "") -> Path:
    """Written to `file`, whose name decides the format by its end (`.osm`)."""
    if ways is None:
        road = {"highway": "trunk", "ref": "304", "name": "ถนนตัวอย่าง"}
        lane = {"highway": "residential", "name": "ซอยตัวอย่าง"}
        ways = [
            a_line(**road),
            a_line(length=0.05, north=0.01, **lane),
            a_line(north=-0.02, waterway="river"),
            a_lake(),
        ]
    places = [a_place()] if places is None else places
    stamp = f' osmosis_replication_timestamp="{day}T00:00:00Z"' if day else ""
    file.write_text(f'<?xml version="1.0"?><osm version="0.6"{stamp}>{_body(ways, places)}</osm>', encoding="utf-8")
    return file


def load(file: Path, name: str = "test", **wish: Any) -> GroundEdition:
    """Store an extract; the layers see it at once."""
    outcome = store.load(extract.inspect(file), store.Wish(name, **wish), actor=ACTOR)
    published.forget()
    assert outcome.edition is not None
    return outcome.edition


def _body(ways: list[Way], places: list[Node]) -> str:
    nodes = [(at, {}) for line, _tags in ways for at in line] + places
    written = [_node(number, at, tags) for number, (at, tags) in enumerate(nodes, 1)]
    first = 1
    for number, (line, tags) in enumerate(ways, 1):
        ids = list(range(first, first + len(line)))
        first += len(line)
        closed = [*ids[:-1], ids[0]] if line[0] == line[-1] else ids
        refs = "".join(f'<nd ref="{node}"/>' for node in closed)
        written.append(f'<way id="{number}" version="1">{refs}{_tags(tags)}</way>')
    return "".join(written)


def _node(number: int, at: tuple[float, float], tags: dict[str, str]) -> str:
    return f'<node id="{number}" version="1" lon="{at[0]:.6f}" lat="{at[1]:.6f}">{_tags(tags)}</node>'


def _tags(tags: dict[str, str]) -> str:
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
