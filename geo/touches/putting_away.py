"""Old notes are counted together, so that a process that starts reads a few thousand rows and not every change ever."""

from django.db import connection, transaction

_NEXT = 1
"""The row of `geo_touch_sum` without a topic that says how far the next time may go; row 0 how far the last went."""

# Only as far as the time before: whoever asks at least once between two times has seen all that goes, and need not
# begin anew. Notes on things, such as sessions, are dropped.
_PUT_AWAY = """
WITH gone AS (
    DELETE FROM geo_touch WHERE xid < %(below)s::text::xid8 RETURNING topic, cell
)
INSERT INTO geo_touch_sum (topic, cell, notes)
SELECT topic, cell, count(*) FROM gone WHERE cell < 16777216 GROUP BY topic, cell
ON CONFLICT (topic, cell) DO UPDATE SET notes = geo_touch_sum.notes + EXCLUDED.notes
"""
_MARK = """
INSERT INTO geo_touch_sum (topic, cell, notes) VALUES ('', %(which)s, %(below)s)
ON CONFLICT (topic, cell) DO UPDATE SET notes = EXCLUDED.notes
"""


@transaction.atomic
def put_away() -> int:
    """Count together what was over when this was last called; how many notes that were."""
    with connection.cursor() as cursor:
        # One at a time: two would count the same notes.
        cursor.execute("LOCK TABLE geo_touch_sum IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SELECT notes FROM geo_touch_sum WHERE topic = '' AND cell = %s", [_NEXT])
        below = (cursor.fetchone() or (0,))[0]
        cursor.execute("SELECT count(*) FROM geo_touch WHERE xid < %s::text::xid8", [str(below)])
        (number,) = cursor.fetchone()
        cursor.execute(_PUT_AWAY, {"below": str(below)})
        cursor.execute(_MARK, {"which": 0, "below": below})
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        cursor.execute(_MARK, {"which": _NEXT, "below": cursor.fetchone()[0]})
    return int(number)
