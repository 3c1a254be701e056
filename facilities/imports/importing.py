"""The import of a register file: read, parse, check, compare; then, if told to, apply in one transaction."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path

from django.db import transaction

from facilities import facts
from facilities.hazard import hazardous_types, known_types
from facilities.imports import checking
from facilities.imports.problems import Problem
from facilities.imports.profile import Profile, Reading, RowReader
from facilities.imports.reading import read
from facilities.models import Facility
from facilities.new_facility import NewFacility
from facilities.operations import Update, record_import, register_many, update_many
from facilities.reference import load_factory_types
from geo.area_index import AreaIndex, in_force
from geo.changes import Actor
from geo.errors import BadInput
from geo.models import Level, PositionMethod
from geo.tables import TableRow

_BATCH = 2_000

Step = Callable[[str, int], Callable[[], None]]
"""`step(title, total)` starts a step of the progress display and returns what advances it by one."""


@dataclass(slots=True)
class Report:
    """What an import found and did, or would do. `subdistricts_checked` is False where none are loaded."""

    read: int = 0
    new: list[NewFacility] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    subdistricts_checked: bool = True
    applied: bool = False

    @property
    def stored(self) -> int:
        """Facilities that were (or would be) added."""
        return len(self.new)

    @property
    def changed(self) -> int:
        """Facilities that were (or would be) changed."""
        return len(self.updates)


def no_steps(_title: str, _total: int) -> Callable[[], None]:
    """For callers who show no progress."""
    return lambda: None


def import_file(
    path: Path, profile: Profile, *, actor: Actor, apply: bool, reason: str = "", step: Step = no_steps
) -> Report:
    """Compare the file with the register; write only if `apply`. Raises `BadInput` for a file it cannot read.

    Idempotent by (profile, registration number). A facility missing from the file is left alone: registers are
    published incomplete. A position placed by an officer stays.
    """
    required = [column.name for column in profile.columns if column.required]
    found = read(path, required)
    rows = [TableRow(row.number, list(row.cells.values()), row.geometry) for row in found]
    reader, areas = profile.bind(tuple(found[0].cells) if found else required), in_force()
    report = Report(read=len(rows), subdistricts_checked=areas.finest == Level.SUBDISTRICT)
    checked = _accepted(rows, reader, areas, report, step)
    checking.shared_positions(checked)
    with transaction.atomic():
        if not known_types():
            load_factory_types()
        _compare(checked, profile, report, step, lock=apply)
        if apply:
            _apply(report, path, profile, actor, reason)
        else:
            transaction.set_rollback(True)
    report.applied = apply
    report.problems = sorted((problem for reading, _ in checked for problem in reading.problems), key=_by_row)
    return report


def _accepted(
    rows: Iterable[TableRow], reader: RowReader, areas: AreaIndex, report: Report, step: Step
) -> list[checking.Checked]:
    advance = step("Reading rows", report.read)
    accepted: dict[str, checking.Checked] = {}
    for row in rows:
        reading = reader.read(row)
        if (new := _built(reading, areas, report)) is not None:
            if new.source_key in accepted:
                first = accepted[new.source_key][0].row.number
                _refuse(report, reading, "key_repeated", "number", new.source_key, f"row {first}")
            else:
                accepted[new.source_key] = (reading, new)
        advance()
    return list(accepted.values())


def _built(reading: Reading, areas: AreaIndex, report: Report) -> NewFacility | None:
    if not reading.key:
        _refuse(report, reading, "key_missing", "number", "")
        return None
    try:
        new = reading.reader.build(reading, areas)
    except BadInput as error:
        report.refused.append(reading.refusal(error))
        return None
    return new if isinstance(new, NewFacility) else None


def _refuse(report: Report, reading: Reading, rule: str, column: str, value: object, detail: str = "") -> None:
    column = reading.reader.header.get(column, column)
    report.refused.append(Problem(reading.row.number, reading.key, column, str(value)[:120], rule, detail))


def _compare(checked: list[checking.Checked], profile: Profile, report: Report, step: Step, *, lock: bool) -> None:
    """`lock` before writing: an officer who moves a facility between the comparison and the writing must not lose."""
    hazardous, advance = hazardous_types(), step("Comparing with the register", len(checked))
    for batch in batched(checked, _BATCH):
        keys = [new.source_key for _, new in batch]
        held = Facility.objects.with_parts().filter(source=profile.name, source_key__in=keys)
        stored = {facility.source_key: facility for facility in (held.locked() if lock else held)}
        for reading, new in batch:
            if facility := stored.get(new.source_key):
                _compare_one(reading, new, facility, hazardous, report)
            else:
                report.new.append(new)
            advance()


def _compare_one(
    reading: Reading, new: NewFacility, facility: Facility, hazardous: frozenset[int], report: Report
) -> None:
    before, after = facts.of_stored(facility), facts.of_new(new, hazardous)
    by_hand = facility.position_method == PositionMethod.HAND
    if by_hand:
        if (after["lon"], after["lat"]) != (before["lon"], before["lat"]):
            reading.complain("position_kept", "geometry", new.position)
        after |= {name: before[name] for name in facts.PLACE}
    old, changed = facts.difference(before, after)
    if changed:
        report.updates.append(Update(facility.pk, new, old, changed, keep_position=by_hand))


def _apply(report: Report, path: Path, profile: Profile, actor: Actor, reason: str) -> None:
    if not report.new and not report.updates:
        return
    why = reason or f"import of {path.name} with profile {profile.name}"
    register_many(report.new, actor=actor, reason=why)
    update_many(report.updates, actor=actor, reason=why)
    record_import(
        profile.name,
        {
            "file": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "read": report.read,
            "stored": report.stored,
            "changed": report.changed,
            "refused": len(report.refused),
        },
        actor=actor,
        reason=why,
    )


def _by_row(problem: Problem) -> int:
    return problem.row
