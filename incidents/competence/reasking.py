"""Asking open cases anew after rules were changed: the work of the worker, however many they are."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from geo.changes import Actor
from geo.errors import PhangUtError
from incidents.competence.rerun import rerun
from incidents.models import Report
from incidents.steps import locked


def reask(keys: Iterable[int], *, actor: Actor, now: datetime) -> int:
    """Each case that is still open by the rules of today, in a transaction of its own; how many answers changed."""
    changed = 0
    for report in Report.objects.open().filter(pk__in=list(keys)).order_by("pk"):
        # One that cannot be attributed any more is left to an officer; the others are asked all the same.
        with suppress(PhangUtError), transaction.atomic():
            changed += rerun(locked(report), cause="rules", actor=actor, now=now) is not None
    return changed


def ask_anew(keys: Sequence[int], *, actor: Actor) -> None:
    """Have the worker do it, once the present transaction is committed."""
    transaction.on_commit(lambda: _defer(list(keys), actor))


def _defer(keys: list[int], actor: Actor) -> None:
    ask_cases_anew.defer(keys=keys, label=actor.label, user=actor.user_id)


@app.task(queue="incidents", name="ask_cases_anew")
def ask_cases_anew(keys: list[int], label: str, user: int | None = None) -> None:
    """A case asked twice changes once."""
    reask(keys, actor=Actor(label, user), now=timezone.now())
