"""Boards that somebody wants back, for oneself or for everybody of the office."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import BadInput, NotFound
from geo.offices import office_of
from geo.thai import tidy
from incidents.board.filters import Filters
from incidents.models import SavedView

_LONGEST_TITLE = 80
_MOST = 50


def views_for(user: AbstractBaseUser) -> "QuerySet[SavedView]":
    """One's own, and those that colleagues of the same office share."""
    own, office = Q(user_id=user.pk), office_of(user)
    shared = Q(shared=True, user__office_member__office=office.code) if office else Q(pk=None)
    return SavedView.objects.filter(own | shared).select_related("user")


@transaction.atomic
def save_view(
    user: AbstractBaseUser, *, title: str, query: str, shared: bool, actor: Actor, now: datetime
) -> SavedView:
    """Under this title; one of the same title is replaced. Raises `BadInput` for no title or what is no board."""
    title = tidy(title)[:_LONGEST_TITLE]
    if not title:
        raise BadInput(_("A saved view needs a name"), field="title", value=title)
    if SavedView.objects.filter(user_id=user.pk).exclude(title=title).count() >= _MOST:
        raise BadInput(_("You have many saved views; remove one first"), field="title", value=title)
    address = Filters.parse(QueryDict(query).dict()).address()
    values = {"query": address, "shared": shared, "created_at": now}
    saved, _new = SavedView.objects.update_or_create(user_id=user.pk, title=title, defaults=values)
    record(actor, "saved_view.saved", saved, after={"title": title, "query": address, "shared": shared})
    return saved


@transaction.atomic
def forget_view(user: AbstractBaseUser, pk: int, *, actor: Actor) -> None:
    """One's own only. Raises `NotFound`."""
    saved = SavedView.objects.filter(user_id=user.pk, pk=pk).first()
    if saved is None:
        raise NotFound(_("You have no such saved view"), field="id", value=pk)
    record(actor, "saved_view.forgotten", saved, before={"title": saved.title, "query": saved.query})
    saved.delete()
