"""How well a facility answers a query, 0 to 1: numbers before names, whole before part, one's own name before a place.

Pure, and only over the few hundred rows that the indexes brought up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from facilities.search_query import Query

EXACT_NUMBER, SAME_DIGITS, NAME, NUMBER_START = 1.0, 0.97, 0.95, 0.9
NAME_START, PLACE, NAME_PART, WORD_STARTS, WORDS, PLACE_PART = 0.86, 0.82, 0.8, 0.74, 0.7, 0.66
LIKE_AT_MOST = 0.64
COMMON = 0.3
"""Of anything, where only words were typed that tell nothing."""

_NEARLY = 0.02
"""What the share of the name that the query covers, the spelling and the status may add, without reaching the next."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that an index brought up. `written` are its names as they are, `alike` how like the query they are."""

    id: int
    search_text: str
    status: str
    written: str = ""
    alike: float = 0.0


def number_score(query: Query, writings: Iterable[str]) -> float:
    """Of a registration in its writings: canonical number or its digits with its year in 2 or 4, the 14 or the 11."""
    held = [writing for writing in writings if writing]
    if query.canonical in held or query.other_canonical in held:
        return EXACT_NUMBER
    if query.digits in held or any(digits in held for digits in query.other_digits):
        return SAME_DIGITS
    whole = max((len(writing) for writing in held if writing.startswith(query.digits)), default=0)
    return NUMBER_START + _NEARLY * len(query.digits) / whole if whole else NUMBER_START


def score(query: Query, row: Candidate) -> float:
    """By its names and places; `LIKE_AT_MOST` times its likeness where nothing fits."""
    names, _, places = row.search_text.partition("\n")
    best = _by_text(query, names, places)
    if best is None:
        best = LIKE_AT_MOST * row.alike
    return min(best + _nearly(query, row, names), 1.0)


def _by_text(query: Query, names: str, places: str) -> float | None:
    whole = query.whole
    for fits, worth in (
        (f" {whole} " in names, NAME),
        (f" {whole}" in names, NAME_START),
        (f" {whole} " in places, PLACE),
        (whole in names, NAME_PART),
    ):
        if fits:
            return worth
    text = names + places
    if all(any(spelling in text for spelling in word) for word in query.words):
        at_start = any(f" {spelling}" in names for word in query.words for spelling in word)
        several = len(query.words) > 1
        return (WORD_STARTS if at_start else WORDS) if several else PLACE_PART
    return None


def _nearly(query: Query, row: Candidate, names: str) -> float:
    """Between equals: names that hold little else, spelled just so, of sites still on the register."""
    shortest = min((len(name) for name in names.split() if query.whole in name), default=0)
    covered = len(query.whole) / shortest if shortest else 0.0
    spelled, on_register = query.written in row.written, row.status != "struck_off"
    return _NEARLY * (0.5 * covered + 0.3 * spelled + 0.2 * on_register)
