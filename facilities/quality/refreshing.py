"""Finding the matters of sites, in the database, set by set: new ones are opened, those that are gone are settled."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from facilities.models import Matter
from facilities.quality.weight import HAZARDOUS

_FOLDER = Path(__file__).parent / "sql"
_FINDERS = {
    matter: (_FOLDER / f"{matter}.sql").read_text(encoding="utf-8")
    for matter in (Matter.UNPLACED, Matter.APPROXIMATE, Matter.OUTSIDE, Matter.SHARED, Matter.CONTRADICTORY)
}
_SCOPE, _STORE = ((_FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in ("scope", "store"))

GONE = "gone"
"""`settled_how` of a matter that the rules no longer find."""


@transaction.atomic
def refresh(ids: Sequence[int] | None, *, on: date | None = None, now: datetime | None = None) -> dict[str, int]:
    """Look at these sites (None: at all) again; how many matters of each kind were found.

    Opens what is new, brings `detail` and `weight` of open items up to date, settles what is gone. A matter that a
    person called right as it is stays settled while it looks the same. `disputed` items are the imports' own.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SCOPE, {"ids": None if ids is None else list(ids), "hazardous": HAZARDOUS})
        return {matter.value: _look(cursor, matter, on or timezone.localdate(), now or timezone.now())
                for matter in _FINDERS}  # fmt: skip


def _look(cursor: Any, matter: Matter, on: date, now: datetime) -> int:
    """The statement of a matter fills `quality_found`; the common one compares that with the open items."""
    cursor.execute("TRUNCATE quality_found")
    cursor.execute(f"INSERT INTO quality_found {_FINDERS[matter]}", {"on": on})
    found = int(cursor.rowcount)
    cursor.execute(_STORE, {"matter": matter.value, "now": now, "gone": GONE})
    return found
