"""Reading the cells of Thai register files: blanks, dashes, numbers as text, Excel's days. Pure."""

import math
import re
from datetime import date, timedelta

from geo.thai import BUDDHIST_ERA_OFFSET, arabic_digits, tidy

NATURAL_PERSON = "บุคคลธรรมดา"
"""Stands where a person's name was: says what the operator is, not what it is called."""

_EMPTY = re.compile(r"^[-–.\s]*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
"""The 1900 system, counted as Excel does, with the 29 February 1900 that never was; right from 1 March 1900 on."""
_FIRST_BUDDHIST_YEAR = 2400
"""A year from here on is a Buddhist one: no register speaks of the Christian year 2400."""


class Unreadable(ValueError):
    """The cell holds something, and it is not what the column says."""


def text(cell: object) -> str:
    """Tidied text; empty for None, NaN, blanks and dashes."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    tidied = tidy(_CONTROL.sub("", str(cell)))
    return "" if _EMPTY.match(tidied) else tidied


def name(cell: object) -> str:
    """A name, unless it only says that the operator is a natural person."""
    words = text(cell)
    return "" if words == NATURAL_PERSON else words


def number(cell: object) -> float | None:
    """A finite number, also from text with Thai digits and thousands commas; None for an empty cell."""
    written = arabic_digits(text(cell)).replace(",", "").replace(" ", "")
    if not written:
        return None
    try:
        value = float(written)
    except ValueError:
        raise Unreadable(written) from None
    if not math.isfinite(value):
        raise Unreadable(written)
    return value


def amount(cell: object) -> float | None:
    """A number above zero. Registers write 0 where they know nothing."""
    value = number(cell)
    if value is not None and value < 0:
        raise Unreadable(str(cell))
    return value or None


def whole(cell: object) -> int | None:
    """A whole number, from `3`, `3.0` or `"3"`."""
    value = number(cell)
    if value is not None and value != int(value):
        raise Unreadable(str(cell))
    return None if value is None else int(value)


def excel_day(cell: object) -> date | None:
    """The day of an Excel serial number: 39797 is 2008-12-15. The year may be Buddhist: see `to_christian_era`."""
    value = amount(cell)
    if value is None:
        return None
    try:
        return _EXCEL_DAY_ZERO + timedelta(days=int(value))
    except OverflowError:
        raise Unreadable(str(cell)) from None


def is_buddhist(day: date) -> bool:
    """Whether the year can only be of the Buddhist era."""
    return day.year >= _FIRST_BUDDHIST_YEAR


def to_christian_era(day: date) -> date:
    """The same day counted from Christ; 29 February becomes 28 where that year has none."""
    year = day.year - BUDDHIST_ERA_OFFSET
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
