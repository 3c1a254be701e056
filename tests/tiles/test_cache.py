"""Tiles on disk."""

import os
from pathlib import Path

from tiles.cache import TileCache


def a_cache(folder: Path, max_bytes: int = 1000) -> TileCache:
    return TileCache(folder, max_bytes)


def test_what_was_put_is_got_also_when_it_is_empty(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    cache.put("ab12", b"tile")
    cache.put("ab13", b"")
    assert (cache.get("ab12"), cache.get("ab13"), cache.get("ab14")) == (b"tile", b"", None)


def test_another_process_sees_it(tmp_path: Path) -> None:
    a_cache(tmp_path).put("ab12", b"tile")
    assert a_cache(tmp_path).get("ab12") == b"tile"


def test_the_oldest_go_when_it_is_full(tmp_path: Path) -> None:
    cache = a_cache(tmp_path, max_bytes=1000)
    for number in range(10):
        cache.put(f"ab{number}", bytes(200))
        os.utime(tmp_path / "ab" / str(number), (number, number))
    cache.sweep()
    assert [number for number in range(10) if cache.get(f"ab{number}") is not None] == [6, 7, 8, 9]


def test_below_the_bound_nothing_goes(tmp_path: Path) -> None:
    cache = a_cache(tmp_path, max_bytes=1000)
    cache.put("ab1", bytes(500))
    cache.put("ab2", bytes(450))
    cache.sweep()
    assert cache.get("ab1") is not None


def test_a_disk_that_cannot_be_written_fails_no_request(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("a file where a folder should be")
    cache = a_cache(tmp_path)
    cache.put("ab12", b"tile")
    assert cache.get("ab12") is None
