"""Making tiles before anybody asks for them, as far as the disk bound allows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo.layers import Layer, Viewer
from tiles import serving
from tiles.cache import KEEP_SHARE
from tiles.grid import TileCoord

Told = Callable[[int, int], None]
"""Is told how many tiles were looked at, and of how many."""


@dataclass(frozen=True, slots=True)
class Warmed:
    """How many tiles were made, and how many were there. `full`: it ended because the disk space was used up."""

    made: int = 0
    there: int = 0
    full: bool = False


def warm(layer: Layer, viewer: Viewer, wanted: Iterable[TileCoord], told: Told) -> Warmed:
    """In the order given. What is there as it stands now is not made again: stopped and begun again, it goes on.

    Ends before a sweep would take tiles that were just made, or others that people ask for.
    """
    cache, tiles = serving.tile_cache(), list(wanted)
    room = cache.max_bytes * KEEP_SHARE - cache.size()
    made = there = 0
    for done, tile in enumerate(tiles, start=1):
        if room <= 0:
            return Warmed(made, there, full=True)
        taken = serving.make([serving.ask(layer, viewer, tile)])
        made, there, room = made + (taken is not None), there + (taken is None), room - (taken or 0)
        told(done, len(tiles))
    return Warmed(made, there)
