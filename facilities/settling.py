"""Bringing stored sites to what their sources say and officers corrected, and writing only what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import Any

from django.db import transaction

from facilities import disputes, facts, operations, status_history
from facilities.correctable import AN_OFFICER
from facilities.hazard import hazardous_types
from facilities.models import Correction, Facility, SourceRecord, StatusEntry
from facilities.new_facility import NewFacility
from facilities.opinions import OpinionReader
from facilities.registration import parse
from facilities.resolution import Opinion, corrected, resolve
from geo.changes import Actor
from geo.copying import update_rows

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Site:
    """A stored site, what its records say, and what stands corrected, by field. It has at least one record."""

    facility: Facility
    said: list[tuple[SourceRecord, Opinion]]
    corrections: dict[str, Correction]

    def uncorrected(self) -> NewFacility:
        """What the sources say together."""
        new = resolve([opinion for _record, opinion in self.said], {})
        return replace(new, source=self.facility.source, source_key=self.facility.source_key)

    def values(self) -> dict[str, Any]:
        """The corrections as `facilities.resolution` takes them."""
        return {field: _value(one) for field, one in self.corrections.items()}


@transaction.atomic
def settle_all(
    ids: Sequence[int], *, actor: Actor, reason: str, reader: OpinionReader | None = None, recorded: bool = True
) -> int:
    """See `facilities.operations.settle`. `recorded` False leaves no history: the sites are new with this load."""
    reader = reader or OpinionReader()
    return sum(_settle(batch, reader, actor, reason, recorded=recorded) for batch in batched(sorted(set(ids)), _BATCH))


def _settle(ids: Sequence[int], reader: OpinionReader, actor: Actor, reason: str, *, recorded: bool) -> int:
    hazardous, updates = hazardous_types(), list[operations.Update]()
    entries: list[StatusEntry] = []
    ties: dict[SourceRecord, str] = {}
    for site in _sites(ids, reader):
        plain = site.uncorrected()
        new = replace(plain, **corrected(site.values()))
        before, after = facts.difference(facts.of_stored(site.facility), facts.of_new(new, hazardous))
        if after:
            updates.append(operations.Update(site.facility.pk, new, before, after))
        if site.corrections:
            replaced = {field: one.replaced for field, one in site.corrections.items()}
            disputes.judge(site.facility, plain, site.values(), replaced)
        entries += status_history.news(site.facility, new, site.said)
        ties |= {record: _number(opinion) for record, opinion in site.said}
    count = operations.update_many(updates, actor=actor, reason=reason, recorded=recorded)
    licences = status_history.stored_licences(ids)
    status_history.store(entries, licences)
    _tie(ties, licences)
    return count


def _sites(ids: Sequence[int], reader: OpinionReader) -> Iterator[Site]:
    """Those of them that a source speaks of and that are one by themselves. They are held until the end."""
    held = {facility.pk: facility for facility in Facility.objects.with_parts().filter(pk__in=ids).locked()}
    records = SourceRecord.objects.filter(facility_id__in=held).select_related("changed_run").order_by("pk")
    corrections: dict[int, dict[str, Correction]] = {}
    for one in Correction.objects.filter(facility_id__in=held, withdrawn_at__isnull=True):
        corrections.setdefault(one.facility_id, {})[one.field] = one
    for key, said in reader.of(list(records)).items():
        yield Site(held[key], said, corrections.get(key, {}))


def _tie(numbers: dict[SourceRecord, str], licences: status_history.Licences) -> None:
    """Let each record point at the licence it speaks of."""
    moved = []
    for record, canonical in numbers.items():
        licence_id = licences.get((record.facility_id, canonical))
        if licence_id is not None and record.licence_id != licence_id:
            moved.append((record.pk, licence_id))
    if moved:
        update_rows(SourceRecord, ("id", "licence_id"), moved)


def _number(opinion: Opinion) -> str:
    return parse(opinion.new.licences[0].number).canonical if opinion.new.licences else ""


def _value(one: Correction) -> Any:
    return {**one.value, "position_source": AN_OFFICER} if one.field == "position" else one.value
