"""Carrying out the rules of retention: some hundred rows at a time, each time whole, so that it can stop anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction

from incidents.models import Kept, RetentionRule, StoredAnswer, Tombstone
from incidents.once import KEPT
from incidents.retention import cases, messages, pictures
from incidents.retention.kind import Kind

BATCH = 500

_KINDS: dict[str, Kind] = {
    Kept.CONTACT: cases.CONTACT,
    Kept.PHOTOS: pictures.PHOTOS,
    Kept.DESCRIPTION: cases.DESCRIPTION,
    Kept.STEP_TEXTS: cases.STEP_TEXTS,
    Kept.MESSAGES: messages.MESSAGES,
    Kept.LOOSE_PHOTOS: pictures.LOOSE_PHOTOS,
}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one rule erased, or would: reports (messages and loose pictures by themselves)."""

    what: str
    days: int
    count: int


def forget(now: datetime, *, dry_run: bool = False, batch: int = BATCH) -> list[Forgotten]:
    """Erase what is due by every rule. What was erased leaves a tombstone; running it again finds nothing more."""
    done = [_by_rule(rule, now, dry_run, batch) for rule in RetentionRule.objects.order_by("what")]
    if not dry_run:
        _tidy(now)
    return done


def _by_rule(rule: RetentionRule, now: datetime, dry_run: bool, batch: int) -> Forgotten:
    kind, before = _KINDS[rule.what], now - timedelta(days=rule.days)
    due = kind.due(before)
    if dry_run:
        return Forgotten(rule.what, rule.days, due.count())
    keys: Iterator[tuple[object, ...]] = batched(list(due), batch, strict=False)
    return Forgotten(rule.what, rule.days, sum(_erase(rule, kind, some, before, now) for some in keys))


@transaction.atomic
def _erase(rule: RetentionRule, kind: Kind, keys: tuple[object, ...], before: datetime, now: datetime) -> int:
    gone = kind.erase(keys, before, now)
    Tombstone.objects.bulk_create(
        Tombstone(report_id=report, what=rule.what, count=count, days=rule.days, at=now)
        for report, count in gone.items()
    )
    return len(gone)


def _tidy(now: datetime) -> None:
    """What nobody needs a tombstone for: answers for repeated requests, refused rows, files without a picture."""
    StoredAnswer.objects.filter(created_at__lt=now - KEPT).delete()
    if rule := RetentionRule.objects.filter(what=Kept.MESSAGES).first():
        messages.forget_refused_rows(now - timedelta(days=rule.days))
    pictures.sweep(now)
