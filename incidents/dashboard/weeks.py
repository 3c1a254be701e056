"""The weeks the dashboard looks back on: from a Monday to now, in Thailand's time."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

PERIODS = (4, 13, 26, 52)
"""So many whole weeks before this one, and this one as far as it has come."""


def monday(now: datetime, weeks: int) -> datetime:
    """The beginning of the week so many weeks before that of `now`."""
    today = timezone.localdate(now)
    return moment(today - timedelta(days=today.weekday(), weeks=weeks))


def moment(day: date) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def mondays(now: datetime, weeks: int) -> list[date]:
    """The first days of those weeks, oldest first, this week last."""
    first = timezone.localdate(monday(now, weeks))
    return [first + timedelta(weeks=place) for place in range(weeks + 1)]
