"""One round with one system: take in what it tells, tell it what people here did, note how it went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from geo.errors import PhangUtError
from incidents.models import OutsideSystem
from incidents.outside.calling import Caller
from incidents.outside.open311 import client as open311
from incidents.outside.polled import Polled
from incidents.outside.secret_names import secret
from incidents.outside.traffy.client import Exchange, QuotaGone
from incidents.outside.traffy.polling import first_of_next_month, poll
from incidents.outside.traffy.sending import send

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Round:
    """What was found and how many states were told; `problem` where it was broken off, or not begun."""

    found: Polled
    told: int = 0
    problem: str = ""


def due(now: datetime) -> list[OutsideSystem]:
    """Systems that are asked or told, but not those that wait for their quota."""
    active = OutsideSystem.objects.filter(Q(polls=True) | Q(sends_states=True)).exclude(address="")
    return list(active.exclude(paused_until__gt=now).order_by("code"))


def go_round(system: OutsideSystem, caller: Caller, clock: Clock, *, duration: str = "") -> Round:
    """Never raises for what the other side does wrong: that is noted on the system and in the answer."""
    now = clock()
    if system.paused_until and system.paused_until > now:
        return Round(Polled(), problem=f"waits until {system.paused_until.isoformat()}: {system.last_problem}")
    try:
        done = _traffy(system, caller, clock, duration) if system.kind == "traffy" else _open311(system, caller, clock)
    except QuotaGone as error:
        system.paused_until, system.quota_left = first_of_next_month(now), 0
        done = Round(Polled(), problem=error.detail)
    except PhangUtError as error:
        done = Round(Polled(), problem=error.detail)
    _note(system, done, now)
    return done


def _traffy(system: OutsideSystem, caller: Caller, clock: Clock, duration: str) -> Round:
    asked = Exchange(system.address, secret(system.secret_name), caller, clock)
    try:
        found = poll(system, asked, duration=duration, now=clock) if system.polls else Polled()
        return Round(found, send(system, asked, now=clock()) if system.sends_states else 0)
    finally:
        system.quota_left = asked.quota_left


def _open311(system: OutsideSystem, caller: Caller, clock: Clock) -> Round:
    return Round(open311.poll(system, caller, clock))


def _note(system: OutsideSystem, done: Round, now: datetime) -> None:
    system.last_problem = done.problem or "\n".join(done.found.refused[:50])
    if not done.problem:
        system.last_ok_at, system.paused_until = now, None
    system.save(update_fields=["last_problem", "last_ok_at", "paused_until", "quota_left", "read_until"])
