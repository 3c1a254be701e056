"""What somebody typed into a search, taken apart: the whole, its words, a number. Pure."""

import re
from dataclasses import dataclass
from functools import cache

from facilities.provinces import PROVINCES
from facilities.registration import normalise, parse
from facilities.search_text import LEADING, TRAILING, bare, fold
from geo.thai import search_form

LONGEST = 200
_MOST_WORDS = 8
_LEAST_DIGITS = 3
_LONGEST_NAME_IN_TOKENS = 4
_AREA_WORDS = ("จังหวัด", "กิ่งอำเภอ", "อำเภอ", "ตำบล", "แขวง", "เขต", "จ.", "อ.", "ต.")
_LETTER = re.compile("[0-9a-z\u0080-\uffff]")
_COMPANY_WORDS = frozenset({*LEADING, *TRAILING, "co", "company", "ltd", "part", "public", "partnership", "มหาชน"})
_YEAR = re.compile(r"(.*\d/)(25)?(\d\d)(\D*)", re.ASCII)
_LEAST_NAME = 2
"""Letters that must be left when a leading word is taken off: เขต and ต. begin names of companies too."""


@dataclass(frozen=True, slots=True)
class Query:
    """`whole` is the text folded and without legal form; `words` its words, each in its possible spellings.

    `written` is the text as it was spelled, but for blanks.
    `canonical` and `digits` are of the text read as a number, empty where it can be none; `other_canonical` the same
    with its year in two digits instead of four, or the other way round; `other_digits` those of such a number and of
    the old number that an 11-digit key stands for. `common` says that only words were typed which find nothing,
    such as บริษัท.
    """

    whole: str
    words: tuple[tuple[str, ...], ...]
    canonical: str = ""
    digits: str = ""
    other_canonical: str = ""
    other_digits: tuple[str, ...] = ()
    common: bool = False
    written: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.whole

    @classmethod
    def read(cls, text: str) -> "Query":
        """Never raises: text without a letter or digit is an empty query."""
        text = text[:LONGEST]
        tokens = [bare(fold(token)) for token in map(_without_area_word, text.split())]
        telling = [token for token in tokens if _LETTER.search(token) and not _is_company_word(token)]
        whole = bare(fold(text))
        if not _LETTER.search(whole):
            return cls("", ())
        words = _spelled(telling)[:_MOST_WORDS] or ((whole,),)
        return cls(whole, words, *_numbers(text), common=not telling, written=search_form(text))


def _without_area_word(token: str) -> str:
    for word in _AREA_WORDS:
        if token.startswith(word) and len(token) >= len(word) + _LEAST_NAME:
            return token.removeprefix(word)
    return token


def _is_company_word(folded: str) -> bool:
    """Also one not yet typed to its end: people see answers while they type."""
    return folded in _COMPANY_WORDS or any(len(folded) > 2 and word.startswith(folded) for word in LEADING)


def _spelled(tokens: list[str]) -> tuple[tuple[str, ...], ...]:
    """English names of provinces, of several words perhaps, may stand for the Thai ones."""
    words: list[tuple[str, ...]] = []
    place = 0
    while place < len(tokens):
        taken, thai = _province_at(tokens[place:])
        words.append(("".join(tokens[place : place + taken]), thai) if thai else (tokens[place],))
        place += taken
    return tuple(dict.fromkeys(words))


def _province_at(tokens: list[str]) -> tuple[int, str]:
    for count in range(min(_LONGEST_NAME_IN_TOKENS, len(tokens)), 0, -1):
        if thai := _provinces_in_english().get("".join(tokens[:count])):
            return count, thai
    return 1, ""


@cache
def _provinces_in_english() -> dict[str, str]:
    return {fold(province.name_en): fold(province.name_th) for province in PROVINCES}


def _numbers(text: str) -> tuple[str, str, str, tuple[str, ...]]:
    canonical = normalise(text)
    digits = _digits(canonical)
    letters = len(canonical) - len(re.sub(r"[^\W\d_]", "", canonical))
    if len(digits) < _LEAST_DIGITS or letters > len(digits) + _LEAST_DIGITS:
        return "", "", "", ()
    number = parse(text)
    if number.form != "eleven":
        other = _with_other_year(canonical)
        return canonical, digits, other, (_digits(other),) if other else ()
    parts = (number.factory_class, number.type_code, number.sub_item, number.running)
    old, year = "".join(str(part) for part in parts if part is not None), (number.year_be or 0) % 100
    return canonical, digits, "", (f"{old}{year:02}", f"{old}25{year:02}")


def _with_other_year(canonical: str) -> str:
    """`/2551` for `/51` and the other way round; empty where the number names no year of this century."""
    match = _YEAR.fullmatch(canonical)
    if match is None:
        return ""
    before, century, year, after = match.groups()
    return f"{before}{'' if century else '25'}{year}{after}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
