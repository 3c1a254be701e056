"""Writes a PMTiles archive: whole or not at all, and never two at once into one file."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from geo.bbox import Bbox
from geo.errors import Unavailable
from tiles.grid import TileCoord

Json = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """How many tiles were written, and the size of the file; no file where there was nothing to write."""

    tiles: int
    size: int


def ordered(found: Iterable[TileCoord]) -> list[TileCoord]:
    """As the archive keeps them: along a curve on which neighbours lie near each other."""
    return sorted(found, key=tile_id)


def tile_id(tile: TileCoord) -> int:
    """The tile's number in an archive."""
    return int(zxy_to_tileid(tile.z, tile.x, tile.y))


def write(file: Path, packed: Iterable[tuple[TileCoord, bytes]], box: Bbox, metadata: Json) -> Written:
    """`packed` are gzipped tiles in the order of `ordered`; empty ones are left out.

    Readers see the file that was there before until the new one is whole. Raises `Unavailable` while another process
    writes to the same place.
    """
    with _apart(file) as (draft, place):
        writer = Writer(draft)
        count = 0
        for tile, content in packed:
            if content:
                writer.write_tile(tile_id(tile), content)
                count += 1
        if not count:
            return Written(0, 0)
        writer.finalize(_header(box), metadata)
        draft.flush()
        os.fsync(draft.fileno())
        size = place.stat().st_size
        place.replace(file)
    return Written(count, size)


@contextmanager
def _apart(file: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A draft beside the file. One that a killed process left behind is taken over."""
    place = file.with_name(f".{file.name}.part")
    with place.open("ab") as draft:
        try:
            fcntl.flock(draft, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unavailable("Another export is writing this file", file=str(file)) from None
        draft.truncate(0)
        try:
            yield draft, place
        finally:
            place.unlink(missing_ok=True)


def _header(box: Bbox) -> Json:
    return {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": _e7(box.west),
        "min_lat_e7": _e7(box.south),
        "max_lon_e7": _e7(box.east),
        "max_lat_e7": _e7(box.north),
        "center_zoom": 6,
        "center_lon_e7": _e7((box.west + box.east) / 2),
        "center_lat_e7": _e7((box.south + box.north) / 2),
    }


def _e7(degrees: float) -> int:
    return round(degrees * 10_000_000)
