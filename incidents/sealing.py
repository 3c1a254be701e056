"""A seal a day over the heads of all chains: rewriting a whole chain, its report included, no longer fits it.

The seal counts steps up to one number of the table. The table is locked for the moment in which that number is taken,
so that no step with a smaller number can appear later. Invented cases are left out: their removal is no tampering.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from incidents.models import ChainSeal, Channel, StateChange

_CHUNK = 10_000
_LOCK = "LOCK TABLE incidents_statechange IN SHARE MODE"

Head = tuple[str, int, str]
"""Tracking code, number and digest of a case's last step."""


def seal_day(day: date, *, now: datetime) -> ChainSeal:
    """The seal of that day, made now unless it is there. Days are sealed in order; one that was missed stays so."""
    made = ChainSeal.objects.filter(day=day).first()
    if made is not None:
        return made
    newest = ChainSeal.objects.order_by("-day").first()
    previous, up_to = newest.digest if newest else "", _last_step()
    cases, digest = digest_of(heads(up_to), previous=previous, day=day, up_to=up_to)
    values = {"made_at": now, "up_to": up_to, "cases": cases, "previous": previous, "digest": digest}
    return ChainSeal.objects.get_or_create(day=day, defaults=values)[0]


def broken_seals() -> list[tuple[ChainSeal, str]]:
    """What is wrong with the seals: the newest against the cases, the others against one another."""
    found: list[tuple[ChainSeal, str]] = []
    previous, newest = "", None
    for newest in ChainSeal.objects.order_by("day"):
        if newest.previous != previous:
            found.append((newest, "it does not follow the seal before it"))
        previous = newest.digest
    if newest is not None and (words := _against_cases(newest)):
        found.append((newest, words))
    return found


def heads(up_to: int) -> Iterable[Head]:
    """The last step of every case as of a step's key, by tracking code; streamed."""
    steps = StateChange.objects.filter(pk__lte=up_to).exclude(report__channel=Channel.DEMO)
    last = steps.order_by("report__tracking_code", "-number").distinct("report__tracking_code")
    return last.values_list("report__tracking_code", "number", "digest").iterator(chunk_size=_CHUNK)


def digest_of(heads: Iterable[Head], *, previous: str, day: date, up_to: int) -> tuple[int, str]:
    """How many cases there are, and SHA-256 over the seal before, the day, the last step and every head."""
    count, sum256 = 0, hashlib.sha256(f"{previous} {day.isoformat()} {up_to}\n".encode())
    for case, number, digest in heads:
        sum256.update(f"{case} {number} {digest}\n".encode())
        count += 1
    return count, sum256.hexdigest()


def _against_cases(seal: ChainSeal) -> str:
    cases, digest = digest_of(heads(seal.up_to), previous=seal.previous, day=seal.day, up_to=seal.up_to)
    if cases != seal.cases:
        return f"it counts {seal.cases} cases, {cases} are there"
    return "" if digest == seal.digest else "some case's history up to that day is another one now"


@transaction.atomic
def _last_step() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    return StateChange.objects.aggregate(last=Max("pk"))["last"] or 0
