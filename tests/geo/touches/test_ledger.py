"""Versions of places: out of order, put away, and the same in every process."""

import random

import pytest

from geo.touches.cells import EVERYWHERE, FIRST_KEY, LEVEL, Cells, around
from geo.touches.ledger import Ledger, Note, Reading

WORLD = around(0, 0, 0, 0)


def a_cell(column: int, row: int) -> int:
    return row * 2**LEVEL + column


HERE, THERE = a_cell(3200, 1880), a_cell(3204, 1880)
ONLY_HERE = Cells(LEVEL, 3200, 1880, 3200, 1880)


def read(ledger: Ledger, *notes: Note, settled: int, put_away: int = 0) -> None:
    assert ledger.take(Reading(ledger.since, settled, put_away, [note for note in notes if note[2] >= ledger.since]))


def test_a_note_renews_the_cells_above_it_and_no_other() -> None:
    ledger = Ledger()
    read(ledger, ("x", HERE, 5), settled=6)
    tiles = {zoom: around(zoom, 3200 >> (12 - zoom), 1880 >> (12 - zoom), 0) for zoom in (5, 10, 12)}
    assert {ledger.version("x", cells) for cells in tiles.values()} == {"0.1"}
    assert ledger.version("x", around(12, 3204, 1880, 0)) == "0.0"
    assert ledger.version("y", WORLD) == "0.0"


def test_a_transaction_that_commits_late_is_not_missed() -> None:
    """Number 5 was under way when 6 was seen: it stays unsettled until it is over."""
    ledger = Ledger()
    read(ledger, ("x", HERE, 6), settled=5)
    read(ledger, ("x", HERE, 6), ("x", HERE, 5), settled=7)
    read(ledger, ("x", HERE, 8), settled=9)
    assert ledger.version("x", ONLY_HERE) == "0.3"


def test_what_is_read_twice_counts_once() -> None:
    ledger = Ledger()
    for _ in range(3):
        read(ledger, ("x", HERE, 6), settled=5)
    assert ledger.version("x", ONLY_HERE) == "0.1"


def test_a_note_without_a_place_renews_everything_of_its_topic() -> None:
    ledger = Ledger()
    read(ledger, ("x", EVERYWHERE, 5), settled=6)
    assert (ledger.version("x", ONLY_HERE), ledger.everywhere("x"), ledger.everywhere("y")) == ("1.0", 1, 0)


def test_keys_of_things_are_no_places() -> None:
    ledger = Ledger()
    read(ledger, ("x", FIRST_KEY + 9, 5), settled=6)
    assert (ledger.of_key("x", FIRST_KEY + 9), ledger.version("x", WORLD)) == (1, "0.0")


def test_notes_put_away_before_they_were_seen_have_it_begin_anew() -> None:
    ledger = Ledger()
    read(ledger, ("x", HERE, 5), settled=6)
    assert not ledger.take(Reading(6, 20, 15, []))
    assert ledger.since == 0
    assert ledger.take(Reading(0, 20, 15, [("x", HERE, 17)], [("x", HERE, 4)]))
    assert ledger.version("x", ONLY_HERE) == "0.5"


@pytest.mark.parametrize("seed", range(20))
def test_whoever_reads_whenever_comes_to_the_same_versions(seed: int) -> None:
    """Transactions end in any order; one process looks after each, the other only at the end."""
    dice = random.Random(seed)
    under_way, over, often = list(range(1, 60)), list[int](), Ledger()
    notes = {xid: ("x", dice.choice((HERE, THERE)), xid) for xid in under_way}
    begun = 5
    while under_way:
        begun = min(begun + dice.randrange(3), 60)
        ending = dice.choice([xid for xid in under_way if xid <= begun] or under_way[:1])
        under_way.remove(ending)
        over.append(ending)
        settled = min([xid for xid in under_way if xid <= begun], default=begun + 1)
        read(often, *(notes[xid] for xid in over), settled=settled)
    once = Ledger()
    read(once, *(notes[xid] for xid in over), settled=61)
    for cells in (ONLY_HERE, WORLD):
        assert often.version("x", cells) == once.version("x", cells)


@pytest.mark.parametrize(
    ("tile", "reach", "covered"),
    [
        ((12, 3200, 1880), 0.0, Cells(12, 3200, 1880, 3200, 1880)),
        ((12, 3200, 1880), 0.1, Cells(12, 3199, 1879, 3201, 1881)),
        ((14, 12801, 7521), 0.1, Cells(12, 3200, 1880, 3200, 1880)),
        ((14, 12800, 7520), 0.1, Cells(12, 3199, 1879, 3200, 1880)),
        ((9, 400, 235), 0.0, Cells(12, 3200, 1880, 3207, 1887)),
        ((5, 25, 14), 0.0, Cells(8, 200, 112, 207, 119)),
        ((0, 0, 0), 0.5, Cells(3, 0, 0, 7, 7)),
    ],
)
def test_a_tile_depends_on_the_cells_it_reaches(tile: tuple[int, int, int], reach: float, covered: Cells) -> None:
    assert around(*tile, reach) == covered


def test_who_has_rested_for_long_asks_for_everything() -> None:
    ledger = Ledger()
    ledger.ask_from(0.0)
    read(ledger, ("x", HERE, 5), settled=6)
    assert [ledger.ask_from(seconds) for seconds in (10.0, 609.0, 1300.0)] == [6, 6, 0]
