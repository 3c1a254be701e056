"""Everything that changes the register: who, when, what and why are written with each change."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import IntegrityError, transaction
from django.utils import timezone

from facilities import rows, search_index
from facilities.facts import Facts
from facilities.hazard import hazardous_types, known_types
from facilities.models import (
    Certificate,
    Facility,
    FactoryActivity,
    FactoryDetails,
    Licence,
    MineDetails,
    SmeDetails,
)
from facilities.new_facility import NewFacility
from geo import versions
from geo.changes import Actor, record_many
from geo.copying import copy_rows, reserve_ids, update_rows, upsert_rows
from geo.errors import BadInput, Conflict

LAYER = "facilities"
_BATCH = 5_000
_WRITTEN = tuple(name for name in rows.FACILITY_COLUMNS if name not in ("source", "source_key"))
_DETAILS = (("factory", FactoryDetails), ("mine", MineDetails), ("sme", SmeDetails))


@transaction.atomic
def register_many(facilities: Iterable[NewFacility], *, actor: Actor, reason: str) -> int:
    """Add facilities that the register does not hold yet; returns how many.

    Raises `Conflict` when a (source, source_key) is there already, `BadInput` for a factory type that does not
    exist; nothing is written then.
    """
    hazardous, known = hazardous_types(), known_types()
    count = 0
    for batch in batched(facilities, _BATCH):
        _refuse_unknown_types(batch, known)
        _refuse_registered(batch)
        try:
            _add(batch, hazardous, actor, reason)
        except IntegrityError as error:
            raise Conflict("Somebody else registered one of these facilities just now", cause=str(error)) from None
        count += len(batch)
    if count:
        search_index.sort_in()
        versions.bump(LAYER)
    return count


def register_facility(new: NewFacility, *, actor: Actor, reason: str) -> Facility:
    """Add one facility. Raises as `register_many` does."""
    register_many([new], actor=actor, reason=reason)
    return Facility.objects.get(source=new.source, source_key=new.source_key)


@dataclass(frozen=True, slots=True)
class Update:
    """New facts for a stored facility, and which of them differ."""

    id: int
    new: NewFacility
    before: Facts
    after: Facts


@transaction.atomic
def update_many(updates: Sequence[Update], *, actor: Actor, reason: str, recorded: bool = True) -> int:
    """Bring stored facilities to new facts; returns how many. Numbers that the new facts lack are kept.

    `recorded` False leaves no history: for sites that the same operation registered.
    """
    hazardous, known = hazardous_types(), known_types()
    for batch in batched(updates, _BATCH):
        _refuse_unknown_types([update.new for update in batch], known)
        _overwrite(batch, hazardous)
        _replace_parts(batch)
        if recorded:
            changes = ((update.id, update.before, update.after) for update in batch)
            record_many(actor, "facility.updated", Facility, changes, reason=reason)
    if updates:
        search_index.sort_in()
        versions.bump(LAYER)
    return len(updates)


def record_import(source: str, summary: Facts, *, actor: Actor, reason: str) -> None:
    """One line of history for a whole import, beside those of the facilities."""
    record_many(actor, "facilities.imported", Facility, [(source, None, summary)], reason=reason)


def settle(ids: Sequence[int], *, actor: Actor, reason: str) -> int:
    """Derive these facilities anew from what their sources say and what officers corrected; returns how many differ.

    One that no source speaks of stays as it is. Differences are recorded as changes.
    """
    from facilities.settling import settle_all

    return settle_all(ids, actor=actor, reason=reason)


def _add(batch: Sequence[NewFacility], hazardous: frozenset[int], actor: Actor, reason: str) -> None:
    keyed = list(zip(reserve_ids(Facility, len(batch)), batch, strict=True))
    now = timezone.now()
    copy_rows(
        Facility,
        ("id", *rows.FACILITY_COLUMNS, "created_at", "updated_at"),
        ((key, *rows.facility_row(new, hazardous), now, now) for key, new in keyed),
    )
    add_parts(keyed)
    record_many(
        actor, "facility.registered", Facility, ((key, None, _summary(new)) for key, new in keyed), reason=reason
    )


def add_parts(keyed: Sequence[tuple[int, NewFacility]]) -> None:
    """Licences, activities and details of facilities that have none yet. The caller records it."""
    copy_rows(Licence, rows.LICENCE_COLUMNS, (row for key, new in keyed for row in rows.licence_rows(key, new)))
    certificates = (row for key, new in keyed for row in rows.certificate_rows(key, new))
    copy_rows(Certificate, rows.CERTIFICATE_COLUMNS, certificates)
    add_details(keyed)


def add_details(keyed: Sequence[tuple[int, NewFacility]]) -> None:
    """Activities and details of facilities that have none. The caller records it."""
    copy_rows(
        FactoryActivity, rows.ACTIVITY_COLUMNS, (row for key, new in keyed for row in rows.activity_rows(key, new))
    )
    for name, model in _DETAILS:
        present = ((key, detail) for key, new in keyed if (detail := getattr(new, name)) is not None)
        columns = ("facility_id", *rows.DETAIL_COLUMNS[name])
        copy_rows(model, columns, (rows.detail_row(key, detail) for key, detail in present))


def _overwrite(updates: Sequence[Update], hazardous: frozenset[int]) -> None:
    """Everything but the key in the source, which names a site for good."""
    now, kept = timezone.now(), [rows.FACILITY_COLUMNS.index(name) for name in _WRITTEN]
    found = ((update.id, rows.facility_row(update.new, hazardous)) for update in updates)
    update_rows(
        Facility,
        ("id", *_WRITTEN, "updated_at"),
        ((key, *(row[place] for place in kept), now) for key, row in found),
    )


def _replace_parts(updates: Sequence[Update]) -> None:
    keys = [update.id for update in updates]
    for model in (FactoryActivity, FactoryDetails, MineDetails, SmeDetails):
        model._default_manager.filter(facility_id__in=keys).delete()
    add_details([(update.id, update.new) for update in updates])
    number = ("facility_id", "canonical")
    licences = (row for update in updates for row in rows.licence_rows(update.id, update.new))
    upsert_rows(Licence, rows.LICENCE_COLUMNS, licences, number)
    certificates = (row for update in updates for row in rows.certificate_rows(update.id, update.new))
    upsert_rows(Certificate, rows.CERTIFICATE_COLUMNS, certificates, number)


def _summary(new: NewFacility) -> dict[str, object]:
    """What the history keeps of a new facility; the rest is its present state."""
    return {
        "source": new.source,
        "source_key": new.source_key,
        "kind": str(new.kind),
        "status": str(new.status),
        "lon": new.position.lon if new.position else None,
        "lat": new.position.lat if new.position else None,
    }


def _refuse_unknown_types(batch: Sequence[NewFacility], known: frozenset[int]) -> None:
    for new in batch:
        for activity in new.activities:
            if activity.type_code not in known:
                raise BadInput(
                    "a factory type is one of the 107 of the regulation, loaded with load_reference",
                    field="activities",
                    value=activity.type_code,
                    source_key=new.source_key,
                )


def _refuse_registered(batch: Sequence[NewFacility]) -> None:
    counts = Counter((new.source, new.source_key) for new in batch)
    if repeated := next((key for key, count in counts.items() if count > 1), None):
        raise Conflict("The same facility comes twice", source=repeated[0], source_key=repeated[1])
    for source in {new.source for new in batch}:
        keys = [new.source_key for new in batch if new.source == source]
        if held := Facility.objects.filter(source=source, source_key__in=keys).first():
            raise Conflict("The register holds this facility already", source=source, source_key=held.source_key)
