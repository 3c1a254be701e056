"""The one search box. Each app registers a finder; the box asks all of them, in order of registration."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.coordinates import LonLat
from geo.layers import Viewer


@dataclass(frozen=True)
class Hit:
    """One answer: what it is, where it is, and the page about it. `score` is 0..1, best first."""

    kind: str
    title: str
    detail: str
    score: float
    place: LonLat | None = None
    zoom: int = 15
    layer: str = ""
    id: str = ""
    url: str = ""


Finder = Callable[[str, Viewer, int], list[Hit]]
_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """`finder(text, viewer, limit)` returns hits the viewer may see; an empty list where nothing fits."""
    _finders[name] = finder


def find(text: str, viewer: Viewer, limit: int = 10) -> list[Hit]:
    """The best hits over all finders; nothing for empty text."""
    if not text.strip():
        return []
    hits = [hit for finder in _finders.values() for hit in finder(text, viewer, limit)]
    return sorted(hits, key=lambda hit: -hit.score)[:limit]
