"""The clock as the map knows it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

WHILE = timedelta(minutes=5)


def this_while(now: datetime | None = None) -> datetime:
    """The moment at which the present five minutes began.

    What is overdue changes with the clock and not with the data. Tiles and counts name the moment they were asked with,
    so that a kept one is never older than this; a moment that moved all the time would let none of them be kept.
    """
    moment = (now or timezone.now()).astimezone(UTC)
    return moment - (moment - datetime.min.replace(tzinfo=UTC)) % WHILE
