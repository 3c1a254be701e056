"""Moments, days and periods as the feature API takes them (RFC 3339)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from geo.errors import BadInput

BANGKOK = ZoneInfo("Asia/Bangkok")
"""A day without a zone is a day in Thailand."""

OPEN = ("", "..")
"""How a period says that it has no beginning or no end."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_RULE = "{field} takes moments such as 2026-01-31T08:00:00Z and days such as 2026-01-31 (years of the Common Era)"


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included; None is open. Either both are days or both are moments."""

    start: date | datetime | None
    end: date | datetime | None


def day(text: Any, field: str) -> date:
    """A full date. Raises `BadInput`."""
    if isinstance(text, str) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise BadInput("A date is a day of the calendar such as 2026-01-31", field=field, value=text)


def moment(text: Any, field: str) -> datetime:
    """A date and time with its zone. Raises `BadInput`."""
    if isinstance(text, str) and _MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text.upper()).astimezone(ZoneInfo("UTC"))
        except (ValueError, OverflowError):
            pass
    raise BadInput("A timestamp has its zone: 2026-01-31T08:00:00Z or ...+07:00", field=field, value=text)


def day_or_moment(text: Any, field: str) -> date | datetime:
    """Whichever of the two it is."""
    return day(text, field) if isinstance(text, str) and _DAY.fullmatch(text) else moment(text, field)


def period(text: str, field: str = "datetime") -> Period:
    """An instant, or a period `start/end` with `..` or nothing for an open end. Raises `BadInput`."""
    parts = text.split("/")
    if len(parts) > 2 or (len(parts) == 1 and parts[0] in OPEN):
        raise BadInput(_RULE.format(field=field) + ", or two of them with / between", field=field, value=text)
    ends = [None if part in OPEN else day_or_moment(part, field) for part in parts]
    found = Period(ends[0], ends[-1])
    check_order(found, field, text)
    return found


def check_order(asked: Period, field: str, value: Any) -> None:
    """Raises `BadInput` for a period that ends before it begins."""
    first, last = as_moments(asked).start, as_moments(asked).end
    if first is not None and last is not None and first > last:
        raise BadInput("A period begins before it ends", field=field, value=value)


def as_moments(asked: Period) -> Period:
    """Days become their first and last moments in Thailand."""
    return Period(_first(asked.start), _last(asked.end))


def _first(end: date | datetime | None) -> datetime | None:
    if end is None or isinstance(end, datetime):
        return end
    return datetime.combine(end, time.min, BANGKOK)


def _last(end: date | datetime | None) -> datetime | None:
    if end is None or isinstance(end, datetime):
        return end
    return datetime.combine(end, time.max, BANGKOK)
