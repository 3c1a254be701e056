"""Days as people in Thailand type them: ISO, day/month/year, month names, years of either era. Pure.

A year from 2400 on is of the Buddhist era. Two digits are refused: 68 may be 2568, 1968 or 2068.
"""

import re
from datetime import date

from geo.errors import BadInput
from geo.thai import BUDDHIST_ERA_OFFSET, arabic_digits, tidy

_ERA_FROM = 2400
_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_LONG = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {
    **{name.replace(".", ""): number for number, name in enumerate(_SHORT, 1)},
    **{name: number for number, name in enumerate(_LONG, 1)},
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})\s*([^\d\s]+)\s*(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s*(\d{4})")


def parse_day(text: str, field: str) -> date:
    """`12 มี.ค. 2568`, `12 มีนาคม 2568`, `๑๒/๓/๒๕๖๘`, `2025-03-12`, `2568-03-12`, `12 Mar 2025`. Raises `BadInput`."""
    said = arabic_digits(tidy(text))
    parts = _parts(said)
    if parts is not None:
        year, month, day = parts
        try:
            return date(year - BUDDHIST_ERA_OFFSET if year >= _ERA_FROM else year, month, day)
        except ValueError:
            pass
    rule = f"{field} takes a day such as 12 มี.ค. 2568, 12/3/2568 or 2025-03-12"
    raise BadInput(rule, field=field, value=text)


def _parts(said: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(said):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _SLASHES.fullmatch(said):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NAMED.fullmatch(said):
        month = _month(found[2])
        return (int(found[3]), month, int(found[1])) if month else None
    return None


def _month(name: str) -> int | None:
    plain = name.replace(".", "").lower()
    return _MONTHS.get(plain) or _MONTHS.get(plain[:3] if plain.isascii() else plain)
