"""The one search box. Each app registers a finder; the box asks all of them, in order of registration."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.bbox import Bbox
from geo.coordinates import LonLat
from geo.layers import Viewer


@dataclass(frozen=True)
class Hit:
    """One answer: what it is, where it is, and the page about it. `score` is 0..1, best first.

    `bounds` is what a map shows of something that has an extent; else it goes to `place` at `zoom`.
    """

    kind: str
    title: str
    detail: str
    score: float
    place: LonLat | None = None
    zoom: int = 15
    bounds: Bbox | None = None
    layer: str = ""
    id: str = ""
    url: str = ""


Finder = Callable[[str, Viewer, int], list[Hit]]
_finders: dict[str, Finder] = {}
_settling: set[str] = set()


def register(name: str, finder: Finder, *, settles: bool = False) -> None:
    """`finder(text, viewer, limit)` returns hits the viewer may see; an empty list where nothing fits.

    What a finder that `settles` answers is the whole answer: text that is coordinates is no part of a name.
    """
    _finders[name] = finder
    if settles:
        _settling.add(name)


def find(text: str, viewer: Viewer, limit: int = 10) -> list[Hit]:
    """The best hits over all finders; nothing for empty text."""
    if not text.strip():
        return []
    hits: list[Hit] = []
    for name, finder in sorted(_finders.items(), key=lambda entry: entry[0] not in _settling):
        hits += finder(text, viewer, limit)
        if hits and name in _settling:
            break
    return sorted(hits, key=lambda hit: -hit.score)[:limit]
