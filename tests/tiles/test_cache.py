"""Tiles on disk."""

import os
from pathlib import Path

from tiles.cache import TileCache

BLOCK = 4096


def a_cache(folder: Path, max_bytes: int = 100 * BLOCK) -> TileCache:
    return TileCache(folder, max_bytes)


def test_what_was_put_is_got_also_when_it_is_empty(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    cache.put("ab12", b"tile")
    cache.put("ab13", b"")
    assert (cache.get("ab12"), cache.get("ab13"), cache.get("ab14")) == (b"tile", b"", None)


def test_another_process_sees_it(tmp_path: Path) -> None:
    a_cache(tmp_path).put("ab12", b"tile")
    assert a_cache(tmp_path).get("ab12") == b"tile"


def test_what_was_not_asked_for_the_longest_goes_when_it_is_full(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    for number in range(12):
        cache.put(f"ab{number}", bytes(200))
        os.utime(tmp_path / "ab" / str(number), (number, number))
    assert cache.get("ab0") is not None
    cache.max_bytes = 10 * BLOCK
    cache.sweep()
    assert [number for number in range(12) if cache.has(f"ab{number}")] == [0, 5, 6, 7, 8, 9, 10, 11]


def test_small_files_count_with_the_block_they_take(tmp_path: Path) -> None:
    cache = a_cache(tmp_path)
    cache.put("ab1", b"tile")
    assert cache.size() == BLOCK


def test_it_looks_at_the_total_by_itself(tmp_path: Path) -> None:
    cache = a_cache(tmp_path, max_bytes=100 * BLOCK)
    for number in range(300):
        cache.put(f"ab{number}", b"tile")
    assert cache.size() <= 106 * BLOCK


def test_below_the_bound_nothing_goes(tmp_path: Path) -> None:
    cache = a_cache(tmp_path, max_bytes=2 * BLOCK)
    cache.put("ab1", bytes(500))
    cache.put("ab2", bytes(450))
    cache.sweep()
    assert cache.get("ab1") is not None


def test_a_disk_that_cannot_be_written_fails_no_request(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("a file where a folder should be")
    cache = a_cache(tmp_path)
    cache.put("ab12", b"tile")
    assert cache.get("ab12") is None
