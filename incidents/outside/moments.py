"""Moments as other systems write them. Each of their doors has one spelling; it is stated, never guessed. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone

from geo.errors import BadInput

BANGKOK = timezone(timedelta(hours=7))
_CLOCK = r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?"
_NAIVE = re.compile(f"^{_CLOCK}$")
_WITH_OFFSET = re.compile(rf"^{_CLOCK}(Z|[+-]\d{{2}}(?::?\d{{2}})?)$")
_YEARS = range(2000, 2101)
"""Traffy began in 2018; a year of the Buddhist era, or 1970 from an empty field, is a mistake."""


def bangkok(value: object, field: str) -> datetime:
    """Naive text of Thai clocks (UTC+7), as the exchange, its webhooks and the public GeoJSON write it."""
    found = _NAIVE.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise BadInput("A time of this source is YYYY-MM-DD HH:MM:SS in Thai time", field=field, value=value)
    return _moment(found, "+07", field, value)


def with_offset(value: object, field: str) -> datetime:
    """Text that says its offset (`+00`, `Z`, `+07:00`), as the public search, its dump and Open311 write it."""
    found = _WITH_OFFSET.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise BadInput("A time of this source is YYYY-MM-DD HH:MM:SS with its offset", field=field, value=value)
    return _moment(found, found[8], field, value)


def stated(moments: list[datetime | None]) -> datetime:
    """The newest of those that are known; at least one is."""
    return max(moment for moment in moments if moment is not None)


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if text[0] == "-" else ahead)


def _moment(found: re.Match[str], offset: str, field: str, value: object) -> datetime:
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    micros = int((found[7] or "").ljust(6, "0"))
    try:
        if year not in _YEARS:
            raise ValueError
        return datetime(year, month, day, hour, minute, second, micros, tzinfo=_zone(offset)).astimezone(UTC)
    except ValueError:
        raise BadInput("There is no such day or time between 2000 and 2100", field=field, value=value) from None
