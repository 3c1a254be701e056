"""Checks that need more than one row: shared positions."""

from collections import Counter
from collections.abc import Sequence

from facilities.imports.profile import Reading
from facilities.new_facility import NewFacility

Checked = tuple[Reading, NewFacility]


def shared_positions(rows: Sequence[Checked]) -> None:
    """List every row whose position other rows have as well: a head office, a park's gate, or one plant."""
    counts = Counter(new.position for _, new in rows if new.position)
    for reading, new in rows:
        others = counts[new.position] - 1 if new.position else 0
        if others:
            reading.complain("position_shared", "geometry", new.position, f"{others} more")
