"""Thai working days and office hours. Pure.

Public holidays and those of the civil service come from the `holidays` package, special days from the caller. Labour
Day is a holiday of employees, not of the civil service: offices work. The day of receipt does not count (Civil and
Commercial Code, section 193/3), and what comes in after hours or on a day off counts as received on the next
working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

BANGKOK = ZoneInfo("Asia/Bangkok")
OPENS, ENDS = time(8, 30), time(16, 30)
_SATURDAY = 5
_DAY = timedelta(days=1)
_LABOUR_DAY = "Labor Day"


@lru_cache(maxsize=64)
def holidays_of(year: int) -> frozenset[date]:
    """The days of a year on which the civil service rests, weekends aside, as far as they are known."""
    known = holidays.country_holidays("TH", years=year, categories=("public", "government"), language="en_US")
    return frozenset(day for day, name in known.items() if not _labour_day_alone(name))


@dataclass(frozen=True)
class WorkCalendar:
    """`special` holds days that go otherwise: True works, False rests. It wins over weekends and holidays."""

    special: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether offices are open that day."""
        said = self.special.get(day)
        if said is not None:
            return said
        return day.weekday() < _SATURDAY and day not in holidays_of(day.year)

    def on_or_after(self, day: date) -> date:
        """The first working day from this one on."""
        while not self.is_working(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The last working day up to this one."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add(self, day: date, working_days: int) -> date:
        """The working day that many after `day`, or before it for a negative number; 0 gives `on_or_after`."""
        step = _DAY if working_days >= 0 else -_DAY
        if working_days == 0:
            return self.on_or_after(day)
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after the one day and up to the other; negative where `until` is the earlier."""
        if until < after:
            return -self.working_days(until, after)
        span = (until - after).days
        return sum(self.is_working(after + timedelta(days=ahead)) for ahead in range(1, span + 1))

    def day_of_receipt(self, moment: datetime) -> date:
        """The working day on which something that came in then counts as received."""
        local = moment.astimezone(BANGKOK)
        day = local.date()
        return self.on_or_after(day + _DAY if local.time() >= ENDS else day)

    def due(self, received_at: datetime, working_days: int) -> datetime:
        """The end of office hours on the last of so many working days after receipt."""
        return closing_time(self.add(self.day_of_receipt(received_at), working_days))

    def before(self, moment: datetime, hours: float) -> datetime:
        """A moment so much earlier in office time, 24 hours being one working day; always within office hours."""
        whole_days, rest = divmod(hours, 24)
        local = moment.astimezone(BANGKOK)
        day = self.add(local.date(), -int(whole_days)) if whole_days else local.date()
        return self._within_hours(local.replace(year=day.year, month=day.month, day=day.day) - timedelta(hours=rest))

    def _within_hours(self, local: datetime) -> datetime:
        """The moment itself, or the end of the office day before it."""
        day = local.date()
        if local.time() < OPENS or not self.is_working(day):
            return closing_time(self.on_or_before(day - _DAY))
        return min(local, closing_time(day))


def closing_time(day: date) -> datetime:
    """The end of office hours that day."""
    return datetime.combine(day, ENDS, BANGKOK)


def _labour_day_alone(names: str) -> bool:
    return all(_LABOUR_DAY in name for name in names.split("; "))
