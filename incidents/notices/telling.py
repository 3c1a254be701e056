"""Who is to be told of a step: one statement that matches every subscription. Sending is a job's."""

from datetime import datetime
from pathlib import Path

from django.db import connections, router

from incidents.models import Notice, Report, Subscription

_MATCH = Path(__file__).with_name("match.sql").read_text(encoding="utf-8")


def tell(report: Report, event: str, step: int, *, now: datetime | None = None) -> int:
    """Notices for everybody who asked for this event of such a report; how many are new.

    Inside the transaction of the step: a step that is undone tells nobody, one that stands is not lost. Each
    subscription is told once of a step. `now` is the database's where it is not given.
    """
    # The statement below costs its planning even where nobody subscribed, and every filing would pay it.
    if not Subscription.objects.anybody():
        return 0
    with connections[router.db_for_write(Notice)].cursor() as cursor:
        cursor.execute(_MATCH, {"report": report.pk, "event": str(event), "step": step, "now": now})
        return int(cursor.rowcount)
