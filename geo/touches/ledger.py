"""What one process knows of the notes, and how it stays in step with all others. Pure.

Transactions commit in another order than they begin, so "what is new since the last note I saw" would miss some. Each
note carries the number of its transaction. When a process reads, the database says below which number everything is
over (`settled`); next time it reads from there on again, and what it has seen already it knows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from geo.touches.cells import EVERYWHERE, FIRST_KEY, Cells, above

Note = tuple[str, int, int]
"""Topic, cell, number of the transaction."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one question to the database gave: one snapshot.

    `since` is the number it was asked from; `summed` are notes that were counted together and put away, all of them of
    transactions below `put_away`, and given only where `since` is 0.
    """

    since: int
    settled: int
    put_away: int
    notes: Iterable[Note]
    summed: Iterable[tuple[str, int, int]] = ()
    not_over: Iterable[Note] = ()
    """Notes that the transaction which asks has written itself: they may be undone, and are not learnt."""


ANEW_S = 600.0
"""Who has not asked for so long asks for everything: what came meanwhile may be more."""


class Ledger:
    """Versions of places. Not for several threads at once."""

    def __init__(self) -> None:
        self.since = 0
        """To ask from next time."""
        self.loads = 0
        """How often it was read as a whole. Notes on things are not counted together: whoever keeps what such a note
        decides drops it then."""
        self._asked_at = 0.0
        self._forget()

    def ask_from(self, now_s: float) -> int:
        """`since`, by a clock that only goes forward; 0, which means everything, for one that rested for long."""
        if now_s - self._asked_at > ANEW_S:
            self.since = 0
        self._asked_at = now_s
        return self.since

    def take(self, reading: Reading) -> bool:
        """Learn. False where notes were put away that this process never saw: ask again, from `since`, now 0."""
        if reading.since and reading.put_away > reading.since:
            self.since = 0
            return False
        if not reading.since:
            self._forget()
            self.loads += 1
            for topic, cell, number in reading.summed:
                self._add(topic, cell, number)
        for note in reading.notes:
            if note not in self._seen:
                self._seen.add(note)
                self._add(note[0], note[1], 1)
        self._settle(reading.settled)
        return True

    @contextmanager
    def also(self, notes: Iterable[Note]) -> Iterator[None]:
        """Within it these count as well."""
        held = list(notes)
        for topic, cell, _xid in held:
            self._add(topic, cell, 1)
        try:
            yield
        finally:
            for topic, cell, _xid in held:
                self._add(topic, cell, -1)

    def version(self, topic: str, cells: Cells) -> str:
        """Grows with every change under these cells; equal for equal states of the database, in every process."""
        held = self._cells[topic]
        return f"{self._everywhere[topic]}.{sum(held[cell] for cell in cells if cell in held)}"

    def of_key(self, topic: str, key: int) -> int:
        """How many notes one thing had, of those that are not put away."""
        return self._keys[topic, key]

    def everywhere(self, topic: str) -> int:
        """How often the whole topic changed."""
        return self._everywhere[topic]

    def total(self, topic: str) -> int:
        """While it stands, so does every version of the topic."""
        return self._total[topic]

    def _forget(self) -> None:
        self._seen: set[Note] = set()
        self._cells: dict[str, dict[tuple[int, int, int], int]] = defaultdict(dict)
        self._keys: Counter[tuple[str, int]] = Counter()
        self._everywhere: Counter[str] = Counter()
        self._total: Counter[str] = Counter()

    def _add(self, topic: str, cell: int, number: int) -> None:
        self._total[topic] += number
        if cell == EVERYWHERE:
            self._everywhere[topic] += number
        elif cell >= FIRST_KEY:
            self._keys[topic, cell] += number
        else:
            held = self._cells[topic]
            for place in above(cell):
                held[place] = held.get(place, 0) + number

    def _settle(self, settled: int) -> None:
        """What is over is not read again."""
        if settled > self.since:
            self.since = settled
            self._seen = {note for note in self._seen if note[2] >= settled}
