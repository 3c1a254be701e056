"""Wishes to be told: made, paused, ended by who made them, or by anybody of the office they belong to."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.gis.geos import Point
from django.db import transaction
from django.db.models import Q, QuerySet

from geo.changes import Actor, record
from geo.coordinates import LonLat
from geo.crs import WGS84
from geo.models import Office, OfficeMember
from incidents.models import Subscription, Way
from incidents.notices.ways import deliver
from incidents.notices.wording import trial_message


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. Empty lists ask nothing; `centre` and `radius_m` come together or not at all."""

    title: str
    way: Way
    address: str
    events: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    centre: LonLat | None = None
    radius_m: int | None = None
    for_office: bool = False


def office_of(user: User) -> Office | None:
    """Where the user works."""
    member = OfficeMember.objects.select_related("office").filter(user=user).first()
    return member.office if member else None


def manageable(user: User) -> "QuerySet[Subscription]":
    """The user's own, and those of the user's office."""
    office = office_of(user)
    asked = Q(user=user) | Q(user=None, created_by=user.get_username())
    asked |= Q(user=None, office=office) if office else Q(pk__in=[])
    found: QuerySet[Subscription] = Subscription.objects.filter(asked).select_related("office")
    return found


@transaction.atomic
def subscribe(wish: Wish, *, user: User, now: datetime) -> Subscription:
    """Stored, with a fresh secret where it is a webhook: to be shown this once."""
    office = office_of(user) if wish.for_office else None
    made: Subscription = Subscription.objects.create(
        title=wish.title,
        way=wish.way,
        address=wish.address,
        secret=secrets.token_hex(32) if wish.way == Way.WEBHOOK else "",
        events=list(wish.events),
        categories=list(wish.categories),
        areas=list(wish.areas),
        centre=Point(wish.centre.lon, wish.centre.lat, srid=WGS84) if wish.centre else None,
        radius_m=wish.radius_m,
        office=office,
        user=None if office else user,
        created_at=now,
        created_by=user.get_username(),
    )
    after = {"title": made.title, "way": made.way, "office": made.office_id}
    record(Actor.of(user), "subscription.made", made, after=after)
    return made


@transaction.atomic
def set_active(subscription: Subscription, active: bool, *, actor: Actor) -> None:
    """Paused, it is told nothing, and nothing is kept for it."""
    Subscription.objects.filter(pk=subscription.pk).update(active=active)
    record(actor, "subscription.resumed" if active else "subscription.paused", subscription)


@transaction.atomic
def end(subscription: Subscription, *, actor: Actor) -> None:
    """Gone, with the notices it got."""
    record(actor, "subscription.ended", subscription, before={"title": subscription.title, "way": subscription.way})
    subscription.delete()


def send_trial(subscription: Subscription, *, now: datetime) -> None:
    """One message now, about no case. Raises `NotSent`."""
    deliver(subscription, trial_message(subscription.title, settings.SITE_ADDRESS), now=now)
