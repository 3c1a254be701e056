"""Sending what waits: each notice claimed, sent, marked; tried again with growing pauses for a day, then given up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from incidents.models import Notice, NoticeState, Report
from incidents.notices.makers import viewer_of
from incidents.notices.ways import deliver
from incidents.notices.webhooks import NotSent
from incidents.notices.wording import Message, message
from incidents.shown_place import SEES_REPORTS

Deliver = Callable[..., None]

GIVEN_UP_AFTER = timedelta(days=1)
_PAUSES_MIN = (1, 2, 5, 15, 30, 60, 120, 240)
_LEASE = timedelta(minutes=5)
"""A notice that is being sent is nobody else's for so long; after a crash it is tried again."""


def send_waiting(now: datetime, *, most: int = 500, deliver: Deliver = deliver) -> dict[str, int]:
    """Send what is due; how many were sent, put off, and given up. What fails once lets its other notices wait."""
    done = {"sent": 0, "put_off": 0, "given_up": 0}
    for _try in range(most):
        notice = _claim(now)
        if notice is None:
            break
        done[_attempt(notice, now, deliver)] += 1
    return done


@transaction.atomic
def _claim(now: datetime) -> Notice | None:
    due = Notice.objects.filter(state=NoticeState.WAITING, next_try_at__lte=now, subscription__active=True)
    notice = due.select_for_update(of=("self",), skip_locked=True).order_by("next_try_at", "pk").first()
    if notice is not None:
        notice.tries, notice.next_try_at = notice.tries + 1, now + _LEASE
        notice.save(update_fields=["tries", "next_try_at"])
    return notice


def _attempt(notice: Notice, now: datetime, deliver: Deliver) -> str:
    try:
        deliver(notice.subscription, _message(notice), now=now)
    except NotSent as error:
        return _failed(notice, str(error), now)
    waiting = _still_waiting(Notice.objects.filter(pk=notice.pk))
    waiting.update(state=NoticeState.SENT, sent_at=now, next_try_at=None, problem="")
    return "sent"


def _message(notice: Notice) -> Message:
    """Raises `NotSent` where who subscribed may no longer know of the report."""
    viewer = viewer_of(notice.subscription)
    seen = (
        Report.objects.seen_by(viewer).filter(pk=notice.report_id)
        if viewer.may(SEES_REPORTS)
        else Report.objects.none()
    )
    report = seen.select_related("category", "handled_by").prefetch_related("areas").first()
    if report is None:
        raise NotSent("who subscribed may not see this report any more")
    notice.report = report
    return message(notice, settings.SITE_ADDRESS)


@transaction.atomic
def _failed(notice: Notice, problem: str, now: datetime) -> str:
    mine = _still_waiting(Notice.objects.filter(pk=notice.pk))
    if now >= notice.created_at + GIVEN_UP_AFTER:
        mine.update(state=NoticeState.FAILED, next_try_at=None, problem=problem)
        return "given_up"
    again = now + timedelta(minutes=_PAUSES_MIN[min(notice.tries, len(_PAUSES_MIN)) - 1])
    mine.update(next_try_at=again, problem=problem)
    others = _still_waiting(Notice.objects.filter(subscription=notice.subscription_id, next_try_at__lt=again))
    others.filter(tries=0).update(next_try_at=again)
    return "put_off"


def _still_waiting(rows: "QuerySet[Notice]") -> "QuerySet[Notice]":
    return rows.filter(state=NoticeState.WAITING)


@transaction.atomic
def send_again(notice: Notice, *, now: datetime) -> None:
    """A notice that was given up, or was not seen, goes out once more, with a day of tries."""
    fresh = {"state": NoticeState.WAITING, "tries": 0, "next_try_at": now, "created_at": now, "problem": ""}
    Notice.objects.filter(pk=notice.pk).update(**fresh)
