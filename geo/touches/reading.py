"""The questions that bring a ledger up to date, and asking them over Django's own connection.

Whoever asks learns of everything that was committed before the question began, wherever it was committed.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from weakref import WeakKeyDictionary

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from geo import prepared
from geo.layers import all_layers
from geo.touches.cells import Cells
from geo.touches.ledger import Ledger, Note, Reading

Row = tuple[str, int, int, int]
"""Topic, cell, number of the transaction, how many notes."""

SETTLED, PUT_AWAY, TIME, OWN = "<settled", "", "<time", "<own"
"""In place of a topic: below which transaction all are over; below which they were put away; time that has passed; the
transaction that asks, -1 where it has written nothing."""

STATE = "SELECT pg_current_snapshot()::text"
"""Which transactions are over; of a server that writes, not of a standby, which does not tell of those at work. Costs a
fraction of what the questions below do."""

_HEAD = f"""
SELECT '{SETTLED}' AS topic, 0 AS cell, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xid, 0::bigint AS notes
UNION ALL SELECT '{OWN}', 0, coalesce(pg_current_xact_id_if_assigned()::text::bigint, -1), 0
"""
SINCE = f"""{_HEAD}
UNION ALL SELECT topic, cell, 0, notes FROM geo_touch_sum WHERE topic = '{PUT_AWAY}' AND cell = 0
UNION ALL SELECT topic, cell, xid::text::bigint, 1 FROM geo_touch WHERE xid >= %(since)s::text::xid8
"""  # noqa: S608
"""What is new since a transaction that is not 0."""

WHOLE = f"""{_HEAD}
UNION ALL SELECT topic, cell, 0, notes FROM geo_touch_sum
UNION ALL SELECT topic, cell, 0, count(*) FROM geo_touch
    WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) GROUP BY topic, cell
UNION ALL SELECT topic, cell, xid::text::bigint, 1 FROM geo_touch WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())
"""  # noqa: S608
"""Everything, counted in the database as far as it is over: no more rows than there are places."""


def since_statement() -> str:
    """`SINCE`, and for layers that change with the clock whether it is time to note that."""
    clocks = (f"UNION ALL SELECT '{TIME}', 0, 0, 0 WHERE {topic}_time_passed()\n" for topic in timed_topics())
    return SINCE + "".join(clocks)


def timed_topics() -> list[str]:
    """Those of which time alone changes what is shown. Names from the layers' declarations in code."""
    touched = (layer.touched for layer in all_layers())
    return sorted({one.topic for one in touched if one is not None and one.timed})


def passing_statement() -> str:
    """Notes what time has changed."""
    return "SELECT " + ", ".join(f"{topic}_time_passes()" for topic in timed_topics())


def reading(since: int, rows: Sequence[Row]) -> Reading:
    """From the rows of either question."""
    settled = next(xid for topic, _cell, xid, _notes in rows if topic == SETTLED)
    put_away = next((notes for topic, cell, _xid, notes in rows if topic == PUT_AWAY and cell == 0), 0)
    own = next((xid for topic, _cell, xid, _notes in rows if topic == OWN), -1)
    told = [row for row in rows if row[0] not in (SETTLED, PUT_AWAY, TIME, OWN)]
    notes = [(topic, cell, xid) for topic, cell, xid, _notes in told if xid and xid != own]
    summed = [(topic, cell, count) for topic, cell, xid, count in told if not xid]
    not_over = [(topic, cell, xid) for topic, cell, xid, _notes in told if xid == own]
    return Reading(since, settled, put_away, notes, summed, not_over)


def time_passed(rows: Iterable[Row]) -> bool:
    """Whether `passing_statement` is due before the rows mean anything."""
    return any(row[0] == TIME for row in rows)


class Follower:
    """Ledgers that are brought up to date over Django's connection; for any thread.

    A transaction has one of its own: it may look at the database as it was when it began, and what is drawn from that
    must not be named by what others know. What it has noted itself it sees, and keeps nothing of: it may be undone.
    """

    def __init__(self) -> None:
        self._ledger = Ledger()
        self._lock = threading.Lock()
        self._within: WeakKeyDictionary[BaseDatabaseWrapper, Ledger] = WeakKeyDictionary()

    def look[T](self, read: Callable[[Ledger], T]) -> T:
        """What `read` finds in the ledger, now."""
        here = connections["default"]
        if here.in_atomic_block:
            ledger = self._within.setdefault(here, Ledger())
            with ledger.also(_follow(ledger, may_write=False)):
                return read(ledger)
        with self._lock:
            _follow(self._ledger, may_write=True)
            return read(self._ledger)

    def version(self, topic: str, cells: Cells) -> str:
        """Of some cells, now."""
        return self.look(lambda ledger: ledger.version(topic, cells))


def _follow(ledger: Ledger, *, may_write: bool) -> list[Note]:
    """The notes that the transaction which asks has written itself."""
    found = _ask(ledger)
    if may_write and time_passed(found):
        with connection.cursor() as cursor:
            cursor.execute(passing_statement())
        found = _ask(ledger)
    told = reading(ledger.since, found)
    if not ledger.take(told):
        told = reading(0, _ask(ledger))
        ledger.take(told)
    return list(told.not_over)


def _ask(ledger: Ledger) -> list[Row]:
    since = ledger.ask_from(time.monotonic())
    return prepared.rows(since_statement(), {"since": str(since)}) if since else prepared.rows(WHOLE, {})
