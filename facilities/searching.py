"""Finding the facilities that answer a query, from indexes alone, in a few small statements.

Each statement takes so many rows and no more, so that a word which half the register holds costs no more than a
rare one; a whole name or the start of one is then looked for by itself, so that the cut never loses it. Likeness,
which costs most, is measured only where little or nothing fits.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.expressions import Combinable

from facilities import ranking
from facilities.digits import Digits
from facilities.ranking import Candidate
from facilities.search_query import Query
from geo.thai import search_form

if TYPE_CHECKING:
    from facilities.querysets import FacilityQuerySet

MOST = 200
"""How many rows of one kind are ranked."""

_MOST_NUMBERS, _FEW, _KEPT = 100, 5, 300
_THRESHOLDS = (0.6, 0.45, 0.34)
"""How alike the closest words must be; the next is tried where the one before brings up too little."""

_LEAST_ALIKE, _SHORT = 4, 7
"""Letters from which likeness means something, and up to which it is measured of fewer rows."""

_MOST_MEASURED = 600

_TRIGRAM = re.compile("[0-9a-z\u0080-\uffff]{3}")
_COLUMNS = ("pk", "search_text", "status", "name_th", "operator_th", "name_en")


def scores(base: "FacilityQuerySet", text: str) -> dict[int, float]:
    """Scores of 0 to 1 by id, best first, of those of `base` that answer; some thousand at most."""
    query = Query.read(text)
    if query.empty:
        return {}
    if query.common:
        return dict.fromkeys(base.order_by("pk").values_list("pk", flat=True)[:MOST], ranking.COMMON)
    with _by_indexes():
        found = _numbers(base, query) if query.digits else {}
        for row in _named(base, query, sure=len(found)):
            found[row.id] = max(found.get(row.id, 0.0), ranking.score(query, row))
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_KEPT])


def matching[Found: "FacilityQuerySet"](base: Found, text: str) -> Found:
    """Every one of `base` that holds the text, all its words or its number; where none does, those like it."""
    query = Query.read(text)
    if query.empty:
        return base.none()
    if query.common:
        return base
    with _by_indexes():
        numbered = _numbers(base, query) if query.digits else {}
        holding = base.filter(reduce(or_, _conditions(query)) | Q(pk__in=list(numbered)))
        fits = holding.exists()
    return holding if fits else base.filter(pk__in=list(scores(base, text)))


def _numbers(base: "FacilityQuerySet", query: Query) -> dict[int, float]:
    """Licences and certificates by their number in any writing; where none has it, by its start."""
    found: dict[int, float] = {}
    for start in (False, True):
        for pk, *writings in _holders(base, query, start=start):
            found[pk] = max(found.get(pk, 0.0), ranking.number_score(query, writings))
        if found:
            break
    return found


def _holders(base: "FacilityQuerySet", query: Query, *, start: bool) -> Iterator[Sequence[Any]]:
    """Facility and the number's writings."""
    from facilities.models import Certificate, Licence  # they are made of querysets that search

    how = "__startswith" if start else ""
    held = Q(facility__in=base.order_by().values("pk")) if base.query.where else Q()
    for model, others in ((Licence, ("fourteen", "eleven")), (Certificate, ())):
        wanted = Q(**{f"canonical{how}": query.canonical}) | Q(**{f"digits{how}": query.digits})
        wanted |= Q(digits__in=query.other_digits) if query.other_digits else Q()
        # Their indexes leave the empty ones out, which a condition must say before they can be used.
        wanted |= reduce(or_, (Q(**{f"{name}{how}": query.digits}) & ~Q(**{name: ""}) for name in others), Q())
        rows = model._default_manager.annotate(digits=Digits("canonical")).filter(held & wanted)
        yield from rows.values_list("facility_id", "canonical", "digits", *others)[:_MOST_NUMBERS]


def _named(base: "FacilityQuerySet", query: Query, sure: int) -> Iterable[Candidate]:
    """Rows that hold the whole text or all its words, and where they are few those most like it."""
    found = {row.id: row for condition in _conditions(query) for row in _rows(base.filter(condition), MOST)}
    if len(found) >= MOST:
        for condition in (Q(search_text__contains=f" {query.whole} "), Q(search_text__contains=f" {query.whole}")):
            found |= {row.id: row for row in _rows(base.filter(condition), MOST)}
    if len(found) + sure < _FEW and not query.digits:
        # Beside something that fits only what is nearly the same matters.
        thresholds = _THRESHOLDS[:1] if found else _THRESHOLDS
        found |= {row.id: row for row in _alike(base, query, thresholds) if row.id not in found}
    return found.values()


def _conditions(query: Query) -> Iterator[Q]:
    yield _holds(query.whole)
    if len(query.words) > 1:
        yield reduce(and_, _word_conditions(query))


def _word_conditions(query: Query) -> Iterator[Q]:
    """One per word. Words too short for the index only check the rows that longer ones bring up."""
    checked_only = any(_indexed(spelling) for word in query.words for spelling in word)
    for word in query.words:
        yield reduce(or_, (Q(search_text__contains=one) if checked_only else _holds(one) for one in word))


def _holds(text: str) -> Q:
    """Anywhere; what is too short for the index only at the start of a name or a place."""
    return Q(search_text__contains=text if _indexed(text) else f" {text}")


def _indexed(text: str) -> bool:
    return _TRIGRAM.search(text) is not None


def _alike(base: "FacilityQuerySet", query: Query, thresholds: Sequence[float]) -> list[Candidate]:
    """Words that the register knows must be there, the others like something that is; else all of them like it."""
    conditions = list(_word_conditions(query))
    known = [base.filter(condition).exists() for condition in conditions]
    must = reduce(and_, (one for one, is_known in zip(conditions, known, strict=True) if is_known), Q())
    unknown = [word[0] for word, is_known in zip(query.words, known, strict=True) if not is_known]
    # Words that are all known, though nowhere together, are hardly slips.
    weaker = thresholds if unknown else thresholds[:1]
    everything = [word[0] for word in query.words]
    return _closest(base.filter(must), unknown, thresholds) or _closest(base, everything, weaker)


def _closest(base: "FacilityQuerySet", words: Iterable[str], thresholds: Sequence[float]) -> list[Candidate]:
    wrong = [word for word in words if len(word) >= _LEAST_ALIKE]
    if not wrong:
        return []
    likeness = reduce(add, (TrigramWordSimilarity(word, "search_text") for word in wrong)) / Value(float(len(wrong)))
    for threshold in thresholds:
        _set({"pg_trgm.word_similarity_threshold": str(threshold)})
        rows = _rows(base.filter(*map(_close, wrong)), _MOST_MEASURED, likeness)
        if close := [row for row in rows if row.alike >= threshold]:
            return close
    return []


def _close(word: str) -> Q:
    """Of a short word a slip leaves so few trigrams that half the index shares them: its start or end must be right."""
    if len(word) > _SHORT:
        return Q(search_text__trigram_word_similar=word)
    return Q(search_text__contains=word[:3]) | Q(search_text__contains=word[-3:])


def _rows(found: "FacilityQuerySet", most: int, likeness: Combinable | None = None) -> list[Candidate]:
    rows = found.annotate(alike=likeness or Value(0.0)).values_list(*_COLUMNS, "alike")[:most]
    return [
        Candidate(pk, text, status, " ".join(map(search_form, written)), alike)
        for pk, text, status, *written, alike in rows
    ]


_SCANS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")


@contextmanager
def _by_indexes() -> Iterator[None]:
    """Within, PostgreSQL reads by bitmaps of indexes only, never a table from end to end or in the order of a key.

    It would choose to where it expects a word to be frequent and few rows are wanted, and then waits for rows that
    may all stand at the end.
    """
    with transaction.atomic():
        # Compiling a plan takes longer than any of these statements.
        _set({**dict.fromkeys(_SCANS, "off"), "jit": "off"})
        yield
        # The transaction may be one that goes on.
        _set({**dict.fromkeys(_SCANS, "on"), "jit": "on"})


def _set(values: Mapping[str, str]) -> None:
    """Until the end of the transaction."""
    calls = ", ".join("set_config(%s, %s, true)" for _value in values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])
