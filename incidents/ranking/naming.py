"""Whether the report's words name the site: its names as they sound, or a registration number. Pure.

Names are compared in the form the search keeps them in, in which likely misspellings are equal
(`facilities.search_text`), and beyond that by edit distance. Comparing costs, so a name is looked at only if enough of
its letter triples stand in the text at all: of sixty sites that is rarely one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from facilities.search_text import bare, fold
from incidents.ranking.question import RankReason, SourceSite

_SHORTEST, _SHORTEST_PART, _SHORTEST_NUMBER = 5, 7, 8
_TRIPLES_THERE = 0.4
_ALIKE = 84.0
_PART = 0.6
"""People drop the end of a long name; so much of its beginning says nearly as much."""

_NUMBER_TIMES, _NAME_TIMES, _PART_TIMES = 20_000.0, 10_000.0, 1_000.0
_LONG_NAME = 12

Triples = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Named:
    """How a site is named: the words that matched, how alike (0 to 100), and how many times likelier that makes it."""

    by: str
    words: str
    alike: float
    times: float


def named(description: str, sites: Sequence[SourceSite]) -> dict[int, Named]:
    """The sites that the text names, by key. A name that several share is worth a share of it to each."""
    text = fold(description)
    if len(text) < _SHORTEST:
        return {}
    triples = _triples(text)
    found = {site.id: one for site in sites if (one := _match(site, text, triples)) is not None}
    shared: dict[str, int] = {}
    for one in found.values():
        shared[one.words] = shared.get(one.words, 0) + 1
    return {key: _of_several(one, shared[one.words]) for key, one in found.items()}


def weight(found: Named | None) -> float:
    """0.0 where the text does not name it: most texts name nobody."""
    return log(found.times) if found else 0.0


def reason(found: Named | None, weighed: float) -> RankReason | None:
    """What matched, and how well."""
    if found is None:
        return None
    facts = {"by": found.by, "alike": round(found.alike)}
    if found.by == "number":
        th = f"ข้อความระบุเลขทะเบียน {found.words}"
        return RankReason("named", weighed, th, f"The text states its registration number {found.words}", facts)
    alike = f"{found.alike:.0f}%"
    th, en = f"ข้อความเอ่ยชื่อใกล้เคียง (ตรงกัน {alike})", f"The text names it or nearly so ({alike} alike)"
    return RankReason("named", weighed, th, en, facts)


def _match(site: SourceSite, text: str, triples: Triples) -> Named | None:
    number = next((one for one in site.registrations if _stated(one, text)), None)
    if number is not None:
        return Named("number", number, 100.0, _NUMBER_TIMES)
    matches = [_name(name, text, triples) for name in names_of(site.called)]
    return max((one for one in matches if one), key=lambda one: one.times, default=None)


def _name(name: str, text: str, triples: Triples) -> Named | None:
    own = _triples(name)
    if len(own & triples) < _TRIPLES_THERE * len(own):
        return None
    if alike := fuzz.partial_ratio(name, text, score_cutoff=_ALIKE) if len(name) <= len(text) else 0.0:
        return Named("name", name, alike, _times(name, alike, _NAME_TIMES))
    part = name[: max(_SHORTEST_PART, round(len(name) * _PART))]
    if len(name) <= _SHORTEST_PART or len(part) > len(text):
        return None
    alike = fuzz.partial_ratio(part, text, score_cutoff=_ALIKE + 4)
    return Named("part", part, alike, _times(part, alike, _PART_TIMES)) if alike else None


def _times(words: str, alike: float, most: float) -> float:
    """From 1 at the threshold to `most` for a long name letter by letter; short names come about by chance."""
    length = min(1.0, len(words) / _LONG_NAME)
    likeness = max(0.3, (alike - _ALIKE) / (100.0 - _ALIKE))
    return max(1.0, float(most ** (length * (0.5 + 0.5 * likeness))))


def _of_several(one: Named, count: int) -> Named:
    return one if count == 1 else Named(one.by, one.words, one.alike, max(1.0, one.times / count))


@lru_cache(maxsize=20_000)
def names_of(called: str) -> tuple[str, ...]:
    """The names in `SourceSite.called` that are long enough to mean anything."""
    return tuple(name for name in called.split() if len(name) >= _SHORTEST)


@lru_cache(maxsize=20_000)
def _triples(text: str) -> Triples:
    return frozenset(zip(text, text[1:], text[2:], strict=False))


@lru_cache(maxsize=20_000)
def _number_form(number: str) -> str:
    return bare(fold(number))


def _stated(number: str, text: str) -> bool:
    form = _number_form(number)
    return len(form) >= _SHORTEST_NUMBER and form in text
