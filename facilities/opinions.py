"""What the stored records of sites say today: each raw row read again by its profile."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import shapely

from facilities.imports.parsing import profile_of
from facilities.imports.profile import Profile, RowReader
from facilities.models import ImportRun, SourceRecord
from facilities.new_facility import NewFacility
from facilities.resolution import Opinion
from geo import area_index
from geo.errors import BadInput
from geo.tables import TableRow


class OpinionReader:
    """Reads records into opinions. Rows of one file are read with that file's header, as far as its cells tell it."""

    def __init__(self, areas: Any = None) -> None:
        self._areas = areas
        self._profiles: dict[int, Profile] = {}

    def of(self, records: Sequence[SourceRecord]) -> dict[int, list[tuple[SourceRecord, Opinion]]]:
        """By facility. A record that its profile refuses today says nothing."""
        found: dict[int, list[tuple[SourceRecord, Opinion]]] = {}
        for run, group in _by_run(records).items():
            for record, opinion in self._read(run, group):
                found.setdefault(record.facility_id, []).append((record, opinion))
        return found

    def _read(self, run: ImportRun, records: list[SourceRecord]) -> Iterator[tuple[SourceRecord, Opinion]]:
        profile = self._profiles.setdefault(run.pk, profile_of(run.profile, run.mapping))
        reader = profile.bind(header(profile, {name for record in records for name in record.raw}))
        readings = [reader.read(row_of(reader, record)) for record in records]
        for record, (reading, new) in zip(records, reader.build_all(readings, self._known_areas), strict=True):
            if not isinstance(new, BadInput) and isinstance(new, NewFacility):
                said_on = stated_day(reading.said_on, record.said_on)
                yield record, Opinion(record.source, said_on, new, profile.precedence, record.said_on)

    @cached_property
    def _known_areas(self) -> Any:
        return self._areas if self._areas is not None else area_index.in_force()


def stated_day(read: date | None, kept: date | None) -> date | None:
    """The day a row states, of the one read from it and the one kept of it, which is never after its load's.

    None where it could not be read, or had not come when the row was loaded.
    """
    return read if read is not None and kept is not None and read <= kept else None


def header(profile: Profile, names: Iterable[str]) -> tuple[str, ...]:
    """The columns of a raw row, and those that the profile requires and the row left empty."""
    present = set(names)
    lowered = {name.strip().lower() for name in present}
    lacking = [
        column.name
        for column in profile.columns
        if column.required and not lowered & {word.lower() for word in (column.name, *column.aliases)}
    ]
    return (*sorted(present), *lacking)


def row_of(reader: RowReader, record: SourceRecord) -> TableRow:
    """The record as a row of a table again."""
    shape = shapely.from_wkb(bytes(record.geometry)) if record.geometry else None
    return TableRow(record.row, [record.raw.get(name, "") for name in reader.columns], shape)


def _by_run(records: Sequence[SourceRecord]) -> dict[ImportRun, list[SourceRecord]]:
    groups: dict[ImportRun, list[SourceRecord]] = {}
    for record in records:
        groups.setdefault(record.changed_run, []).append(record)
    return groups
