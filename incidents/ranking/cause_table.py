"""The table of causes in memory: read again when its version, which every search of sites brings along, has grown."""

from incidents.models import Cause
from incidents.ranking.causes import Causes
from incidents.ranking.question import CauseOf

VERSION = "causes"
"""The version sequence; whoever changes the table bumps it."""

_kept: dict[str, tuple[int, Causes]] = {}


def causes_of(category: str, version: int) -> Causes:
    """What can cause a category, as of that version or later."""
    kept = _kept.get(category)
    if kept is None or kept[0] != version:
        kept = _kept[category] = (version, _read(category))
    return kept[1]


def forget() -> None:
    """Read everything anew at the next question: for tests, which undo what they wrote."""
    _kept.clear()


def _read(category: str) -> Causes:
    rows = Cause.objects.filter(category=category)
    return {(row.kind, row.type_code): CauseOf(row.likelihood, row.why_th, row.why_en, row.verified) for row in rows}
