"""Tiles in memory: those asked for last, up to a bound."""

from tiles.content import Content
from tiles.memory import BESIDES, TileMemory


def a_tile(size: int) -> Content:
    return Content.of(bytes(size))


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    memory = TileMemory(10 * (BESIDES + 100))
    for number in range(10):
        memory.put(str(number), a_tile(100))
    memory.get("0")
    memory.put("10", a_tile(100))
    assert [number for number in range(11) if memory.get(str(number)) is None] == [1]


def test_a_tile_put_twice_counts_once() -> None:
    memory = TileMemory(10 * (BESIDES + 100))
    for _ in range(50):
        memory.put("same", a_tile(100))
    memory.put("other", a_tile(100))
    assert memory.get("same") is not None


def test_one_large_tile_does_not_drive_out_the_others() -> None:
    memory = TileMemory(20_000)
    memory.put("small", a_tile(10))
    memory.put("large", a_tile(5_000))
    assert memory.get("small") is not None
    assert memory.get("large") is None


def test_a_bound_of_nothing_keeps_nothing() -> None:
    memory = TileMemory(0)
    memory.put("a", a_tile(0))
    assert memory.get("a") is None
