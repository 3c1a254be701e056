"""Two entries of the register are one site: the one takes the licences of the other, and this can be undone."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from facilities.corrections import correct, position_value
from facilities.models import Facility, Licence, SourceRecord
from facilities.operations import settle
from facilities.quality import refresh
from facilities.sites.moving_parts import PLACE_FIELDS, hand_back, hand_over, lift_place, restore_place
from geo import versions
from geo.changes import Actor, record
from geo.errors import BadInput, Conflict
from geo.models import Change

MERGED = "facility.merged"


@transaction.atomic
def merge_sites(kept: Facility, absorbed: Facility, *, actor: Actor, reason: str) -> Facility:
    """Let `kept` take everything of `absorbed`, which leaves the map, the search and the list; returns `kept`.

    What points at `absorbed`, such as reports, stays; its page leads to `kept`. Raises `BadInput` for one site twice
    and an empty reason, `Conflict` where one of them has been merged already.
    """
    kept, absorbed = _both(kept, absorbed, reason)
    _lend_position(kept, absorbed, actor, reason)
    moved = hand_over(absorbed, kept)
    twins = _join_twins(kept, absorbed)
    place = lift_place(absorbed)
    absorbed.merged_into = kept
    absorbed.save(update_fields=PLACE_FIELDS)
    facts = {"absorbed": f"{absorbed.name} ({absorbed.pk})", "absorbed_id": absorbed.pk}
    record(actor, MERGED, kept, reason=reason, after={**facts, "moved": moved, "twins": twins, "place": place})
    record(actor, "facility.merged_away", absorbed, reason=reason, after={"kept": f"{kept.name} ({kept.pk})"})
    return _settled(kept, absorbed, actor, reason)


@transaction.atomic
def undo_merge(change: Change, *, actor: Actor, reason: str) -> Facility:
    """Make two sites of one again, by the history's own line; returns the one that was absorbed.

    Each gets back what it had, as far as the kept one still holds it. Raises `Conflict` where that is done already.
    """
    held = change.after or {}
    if change.action != MERGED:
        raise BadInput(_("This line of the history is no merging"), field="change", value=change.pk)
    kept = Facility.everything.locked().get(pk=int(change.subject_id))
    absorbed = Facility.everything.locked().get(pk=held["absorbed_id"])
    if absorbed.merged_into_id != kept.pk:
        raise Conflict(_("These sites are apart already"), change=change.pk)
    hand_back(held["moved"], kept, absorbed)
    _part_twins(held["twins"])
    restore_place(absorbed, held["place"])
    absorbed.merged_into = None
    absorbed.save(update_fields=PLACE_FIELDS)
    for one, other in ((kept, absorbed), (absorbed, kept)):
        record(actor, "facility.merge_undone", one, reason=reason, after={"parted": f"{other.name} ({other.pk})"})
    _settled(kept, absorbed, actor, reason)
    return absorbed


def _both(kept: Facility, absorbed: Facility, reason: str) -> tuple[Facility, Facility]:
    if not reason.strip():
        raise BadInput(_("Say how you know it"), field="reason", value=reason)
    if kept.pk == absorbed.pk:
        raise BadInput(_("A site cannot be merged with itself"), field="other", value=absorbed.pk)
    # In the order of keys, so that two merging the same pair wait for each other instead of dying.
    locked = {one.pk: one for one in Facility.objects.locked().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")}
    if len(locked) < 2:
        raise Conflict(_("One of these sites has been merged into another already"), other=absorbed.pk)
    return locked[kept.pk], locked[absorbed.pk]


def _lend_position(kept: Facility, absorbed: Facility, actor: Actor, reason: str) -> None:
    """A site that is on no map does not lose the position that the other one had."""
    if kept.position is None and absorbed.position is not None:
        lent = position_value(absorbed.position, absorbed.error_radius_m)
        correct(kept, "position", lent, actor=actor, reason=reason)


def _join_twins(kept: Facility, absorbed: Facility) -> dict[str, int]:
    """Records of a licence that both held go to the one that stays; the licence each had, by record."""
    stayed = {one.pk: one.canonical for one in Licence.objects.filter(facility=absorbed)}
    own = {one.canonical: one.pk for one in Licence.objects.filter(facility=kept)}
    twins = {}
    for key, licence in SourceRecord.objects.filter(facility=kept, licence__in=stayed).values_list("pk", "licence"):
        twins[str(key)] = int(licence)
        SourceRecord.objects.filter(pk=key).update(licence=own[stayed[licence]])
    return twins


def _part_twins(twins: dict[str, Any]) -> None:
    for key, licence_id in twins.items():
        SourceRecord.objects.filter(pk=int(key)).exclude(licence_id=licence_id).update(licence_id=licence_id)


def _settled(kept: Facility, absorbed: Facility, actor: Actor, reason: str) -> Facility:
    settle([kept.pk, absorbed.pk], actor=actor, reason=reason)
    refresh([kept.pk, absorbed.pk])
    versions.bump("facilities")
    kept.refresh_from_db()
    return kept
