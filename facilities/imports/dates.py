"""Reading days: Buddhist and Common-Era years side by side, two-digit years, Thai months, Excel's serial days. Pure."""

import math
import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from facilities.imports.cells import Unreadable, number, text
from geo.thai import BUDDHIST_ERA_OFFSET, arabic_digits

_REMEMBERED = 1 << 14
_EXCEL_DAY_ZERO = date(1899, 12, 30)
"""The 1900 system, counted as Excel does, with the 29 February 1900 that never was; right from 1 March 1900 on."""
_FIRST_SERIAL, _LAST_SERIAL = 61, 2_958_465
_FIRST_BUDDHIST_YEAR = 2400
"""A year from here on is a Buddhist one: no register speaks of the Christian year 2400."""
_FIRST_YEAR, _LAST_YEAR = 1850, 2200
"""No Thai register reaches beyond; what does is a slip of the pen."""

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_SLASHED = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$")
_WORDED = re.compile(r"^(\d{1,2})[-/ ]?([^\d\s/-]+?)[-/ ]?(?:พ\.?ศ\.?|ค\.?ศ\.?)? ?(\d{4}|\d{2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_CLOCK = re.compile(r"[T ]+\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?( ?[AaPp][Mm]| ?น\.?)?(Z|[+-]\d{2}:?\d{2})?$")
_SERIAL = re.compile(r"^\d{5,6}(\.\d+)?$")

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("มค", "มกราคม", "jan", "january"),
            ("กพ", "กุมภาพันธ์", "feb", "february"),
            ("มีค", "มีนาคม", "mar", "march"),
            ("เมย", "เมษายน", "apr", "april"),
            ("พค", "พฤษภาคม", "may"),
            ("มิย", "มิถุนายน", "jun", "june"),
            ("กค", "กรกฎาคม", "jul", "july"),
            ("สค", "สิงหาคม", "aug", "august"),
            ("กย", "กันยายน", "sep", "september"),
            ("ตค", "ตุลาคม", "oct", "october"),
            ("พย", "พฤศจิกายน", "nov", "november"),
            ("ธค", "ธันวาคม", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}


def day(cell: object) -> date | None:
    """A day, its two-digit years Buddhist: `31/12/2547`, `2547-12-31`, `1974-08-08`, `12 ม.ค. 68`; None if empty.

    A year of four digits from 2400 on is Buddhist. Excel's serial days are read too (39797 is 2008-12-15).
    Raises `Unreadable` for what is no day that ever was, such as 31/2/2560.
    """
    return _read(cell, buddhist=True)


def christian_day(cell: object) -> date | None:
    """The same for a column whose two-digit years count from Christ (68 is 2068, 74 is 1974)."""
    return _read(cell, buddhist=False)


def excel_day(cell: object) -> date | None:
    """The day of an Excel serial number: 39797 is 2008-12-15. The year may be Buddhist: see `to_christian_era`."""
    value = number(cell)
    return _of_serial(value) if value else None


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


def _read(cell: object, *, buddhist: bool) -> date | None:
    if isinstance(cell, str):
        written = text(cell)
        return _of_text(written, buddhist) if written and written != "0" else None
    if isinstance(cell, date):
        return _christian(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _christian(_of_serial(cell)) if cell and not _is_nan(cell) else None
    return _read(text(cell), buddhist=buddhist)


@lru_cache(_REMEMBERED)
def _of_text(written: str, buddhist: bool) -> date:
    plain = _CLOCK.sub("", arabic_digits(written).strip())
    if found := _ISO.match(plain) or _COMPACT.match(plain):
        return _made(found[1], int(found[2]), int(found[3]), buddhist)
    if found := _SLASHED.match(plain):
        return _made(found[3], int(found[2]), int(found[1]), buddhist)
    if found := _WORDED.match(plain):
        return _made(found[3], _month(found[2]), int(found[1]), buddhist)
    if _SERIAL.match(plain):
        return _christian(_of_serial(float(plain)))
    raise Unreadable(written)


def _month(word: str) -> int:
    month = _MONTHS.get(word.replace(".", "").lower())
    if month is None:
        raise Unreadable(word)
    return month


def _made(year: str, month: int, of_month: int, buddhist: bool) -> date:
    try:
        return date(_within(_christian_year(year, buddhist)), month, of_month)
    except ValueError:
        raise Unreadable(f"{of_month}/{month}/{year}") from None


def _christian_year(written: str, buddhist: bool) -> int:
    year = int(written)
    if len(written) == 4:
        return year - BUDDHIST_ERA_OFFSET if year >= _FIRST_BUDDHIST_YEAR else year
    if buddhist:
        return 2500 + year - BUDDHIST_ERA_OFFSET
    return 1900 + year if year >= 70 else 2000 + year


def _within(year: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Unreadable(str(year))
    return year


def _christian(found: date) -> date:
    found = to_christian_era(found) if is_buddhist(found) else found
    _within(found.year)
    return found


def _of_serial(value: float) -> date:
    if not _FIRST_SERIAL <= value <= _LAST_SERIAL:
        raise Unreadable(str(value))
    return _EXCEL_DAY_ZERO + timedelta(days=int(value))


def _is_nan(value: float) -> bool:
    return math.isnan(value)
