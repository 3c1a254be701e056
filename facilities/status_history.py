"""The states of licences over time: one entry when a source first states one, and one whenever it changes."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from facilities.models import Facility, Licence, SourceRecord, Status, StatusEntry
from facilities.new_facility import NewFacility
from facilities.registration import parse
from facilities.resolution import Opinion

Said = Sequence[tuple[SourceRecord, Opinion]]
Licences = dict[tuple[int, str], int]
"""Keys of stored licences, by facility and canonical number."""


def news(facility: Facility, new: NewFacility, said: Said) -> list[StatusEntry]:
    """The entries to add, still without their licences, whose canonical number stands in `note`."""
    if not new.licences:
        return _of_the_site(facility, new, said)
    before = {licence.canonical: licence.status for licence in facility.licences.all()}
    found = []
    for licence in new.licences:
        canonical, status = parse(licence.number).canonical, licence.status
        if status not in (Status.UNKNOWN, before.get(canonical)):
            found.append(_entry(facility, status, _who_says(status, canonical, said), canonical))
    return found


def store(entries: Iterable[StatusEntry], licences: Licences) -> None:
    """Add them, each to its licence."""
    ready = []
    for entry in entries:
        entry.licence_id = licences.get((entry.facility_id, entry.note)) if entry.note else None
        entry.note = ""
        ready.append(entry)
    StatusEntry.objects.bulk_create(ready)


def stored_licences(ids: Sequence[int]) -> Licences:
    """Of these facilities."""
    rows = Licence.objects.filter(facility_id__in=ids).values_list("facility_id", "canonical", "pk")
    return {(facility_id, canonical): key for facility_id, canonical, key in rows}


def _of_the_site(facility: Facility, new: NewFacility, said: Said) -> list[StatusEntry]:
    stated = [opinion.new.status for _record, opinion in said]
    if new.status == Status.UNKNOWN or new.status == facility.status or new.status not in stated:
        return []
    return [_entry(facility, new.status, _who_says(new.status, "", said), "")]


def _who_says(status: str, canonical: str, said: Said) -> Opinion | None:
    return next((opinion for _record, opinion in said if status in _stated(opinion, canonical)), None)


def _stated(opinion: Opinion, canonical: str) -> Iterator[str]:
    if not canonical:
        yield opinion.new.status
    for licence in opinion.new.licences:
        if parse(licence.number).canonical == canonical:
            yield licence.status


def _entry(facility: Facility, status: str, opinion: Opinion | None, canonical: str) -> StatusEntry:
    return StatusEntry(
        facility_id=facility.pk,
        status=status,
        on=opinion.day if opinion else None,
        source=opinion.source if opinion else "",
        note=canonical,
        recorded_at=timezone.now(),
    )
