"""Reading the cells of Thai register files: blanks, dashes, `="..."`, numbers as text. Pure."""

import math
import re
from functools import lru_cache
from unicodedata import is_normalized

from geo.thai import arabic_digits, tidy

NATURAL_PERSON = "บุคคลธรรมดา"
"""Stands where a person's name was: says what the operator is, not what it is called."""

_REMEMBERED = 1 << 14
"""Registers repeat their areas, roads and sizes; names and numbers pass through without staying long."""

_LARGEST_COUNT = 2_147_483_647
"""What a column of whole numbers can hold."""

_EMPTY = re.compile(r"^[-–—._\s]*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WRAPPED = re.compile(r'^\s*=\s*"(.*)"\s*$', re.DOTALL)
# What `_is_tidy` looks for; most cells hold none of it, and the slow way costs ten times as much.
_HALF_AM = "\u0e4d"
_DOUBLED = re.compile("([\u0e31\u0e34-\u0e39\u0e47-\u0e4c])\\1")
_NESTED = (list, dict)
_EDGES = tuple(" =-._–—")
_HASHED = re.compile(r"^(?:0x)?[0-9a-f]{16,}$|^[A-Za-z0-9+/]{22,}={1,2}$", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"\D")
_NUMERIC = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3})|(?<=\d) (?=\d{3})")


class Unreadable(ValueError):
    """The cell holds something, and it is not what the column says."""


@lru_cache(_REMEMBERED)
def text(cell: object) -> str:
    """Tidied text without Excel's `="..."`; empty for None, NaN, blanks and dashes."""
    if type(cell) is str:
        return cell if _is_tidy(cell) else _tidied(cell)
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return _tidied(str(cell))


unique_text = text.__wrapped__
"""The same for columns that hardly repeat a value, such as names: remembering those costs more than it saves."""


def as_it_came(cell: object) -> object:
    """The cell itself, for what is read elsewhere; a list or an object as its text."""
    return str(cell) if isinstance(cell, _NESTED) else cell


def _is_tidy(cell: str) -> bool:
    if not cell:
        return True
    if cell.startswith(_EDGES) or cell[-1] == " " or "  " in cell or not cell.isprintable():
        return False
    return cell.isascii() or not (_HALF_AM in cell or _DOUBLED.search(cell) or not is_normalized("NFC", cell))


def _tidied(cell: str) -> str:
    if wrapped := _WRAPPED.match(cell):
        cell = wrapped[1].replace('""', '"')
    tidied = tidy(_CONTROL.sub("", cell))
    return "" if _EMPTY.match(tidied) else tidied


@lru_cache(_REMEMBERED)
def text_or_zero(cell: object) -> str:
    """Text of a column that also writes `0` where it knows nothing, such as a moo or a soi."""
    words = text(cell)
    return "" if words in ("0", "๐") else words


def digits(cell: object) -> str:
    """The digits of a number kept as text: Thai digits, wrapping, blanks and dashes taken off."""
    if type(cell) is str:
        inner = cell[2:-1].lstrip() if cell.startswith('="') else cell
        if inner.isascii() and inner.isdigit():
            return inner
    return _NOT_DIGITS.sub("", arabic_digits(text(cell)))


def name(cell: object) -> str:
    """A name, unless it only says that the operator is a natural person, or is a digest of a name."""
    return named(text(cell))


def named(words: str) -> str:
    """The same of text that was read already."""
    return "" if words == NATURAL_PERSON or is_hashed(words) else words


def is_hashed(words: str) -> bool:
    """Whether a name was replaced by a digest of it: long hexadecimal or base 64 in one piece."""
    return len(words) >= 16 and words.isascii() and _HASHED.match(words) is not None


def _number(written: str) -> float:
    if _NUMERIC.fullmatch(written):
        return _finite(float(written), written)
    plain = _GROUPED.sub("", arabic_digits(written))
    if not _NUMERIC.fullmatch(plain):
        raise Unreadable(written)
    return _finite(float(plain), written)


def _finite(value: float, cell: object) -> float:
    if math.isinf(value):
        raise Unreadable(str(cell))
    return value


@lru_cache(_REMEMBERED)
def number(cell: object) -> float | None:
    """A finite number, also from text with Thai digits and thousands commas; None for an empty cell."""
    return _number_of(cell)


def _number_of(cell: object) -> float | None:
    if type(cell) is float or type(cell) is int:
        return None if cell != cell else _finite(float(cell), cell)
    written = unique_text(cell)
    return _number(written) if written else None


@lru_cache(_REMEMBERED)
def amount(cell: object) -> float | None:
    """A number above zero. Registers write 0 where they know nothing."""
    value = _number_of(cell)
    if value is not None and value < 0:
        raise Unreadable(str(cell))
    return value or None


def whole(cell: object) -> int | None:
    """A whole number, from `3`, `3.0` or `"3"`."""
    value = number(cell)
    if value is None:
        return None
    if value != int(value):
        raise Unreadable(str(cell))
    return int(value)


@lru_cache(_REMEMBERED)
def count(cell: object) -> int | None:
    """A whole number above zero: workers, floors. Half a worker is rounded, as registers average them."""
    value = amount(cell)
    if value is not None and value > _LARGEST_COUNT:
        raise Unreadable(str(cell))
    return None if value is None else round(value) or None
