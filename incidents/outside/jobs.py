"""Rounds with other systems, and messages that could not be applied when they came."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from geo.errors import PhangUtError
from incidents.models import InboundEvent, OutsideSystem
from incidents.outside.applying import apply
from incidents.outside.calling import caller
from incidents.outside.polls import due, go_round

QUEUE = "outside"
_KEPT_TRYING = timedelta(days=7)


@app.periodic(cron="*/10 * * * *")
@app.task(queue=QUEUE, name="ask_outside_systems", queueing_lock="ask_outside_systems", lock="outside")
def ask_outside_systems(timestamp: int) -> None:
    """One round with every system that is due."""
    calls = caller()
    for system in due(timezone.now()):
        go_round(system, calls, timezone.now)


@app.periodic(cron="*/5 * * * *")
@app.task(queue=QUEUE, name="apply_waiting_messages", queueing_lock="apply_waiting_messages")
def apply_waiting_messages(timestamp: int) -> None:
    """Apply what was kept and not applied: the database or the boundaries were away. For a week."""
    now = timezone.now()
    waiting = InboundEvent.objects.filter(applied_at=None, received_at__gt=now - _KEPT_TRYING)
    for system, key in waiting.order_by("system", "key").values_list("system", "key").distinct():
        try:
            apply(OutsideSystem.objects.get(pk=system), key, now=now)
        except PhangUtError as error:
            waiting.filter(system=system, key=key).update(problem=error.detail)
