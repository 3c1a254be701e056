"""Loading a file: in batches that stay, whatever happens after them; loading it again goes on where it stopped."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import batched
from pathlib import Path

from django.db import transaction

from geo.errors import BadInput
from incidents.models import FileImport, OutsideSystem
from incidents.outside.files.rows import Problem, Raw, Row, Source
from incidents.outside.reading import Outcome, take
from incidents.outside.subjects import Subjects

BATCH = 100
"""Rows in one transaction: what an interruption can cost, and what a sync to disk is shared by."""

_TITLES = {"traffy": "Traffy Fondue", "open311": "Open311", "file": "ไฟล์"}
Told = Callable[[int], None]


@dataclass
class Loaded:
    """What became of the rows so far. `bad` are the rows that were refused, as they are in the file."""

    read: int = 0
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    problems: list[Problem] = field(default_factory=list)
    bad: list[tuple[Problem, Raw]] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join([f"{self.read:,} read", *(f"{self.counts[one]:,} {one}" for one in Outcome)])

    def count(self, outcome: Outcome) -> None:
        """One more row."""
        self.counts[outcome] += 1

    def refuse(self, row: Row, problem: Problem) -> None:
        """One more that was not taken."""
        self.count(Outcome.REFUSED)
        self.problems.append(problem)
        self.bad.append((problem, row.raw))


def system_for(kind: str, code: str = "") -> OutsideSystem:
    """The system a file's tickets belong to: the one named, else the only one of its kind, made if there is none.

    A table with a mapping may belong to a system of any kind. Raises `BadInput` where several could be meant, or the
    one named is of another kind or not there.
    """
    wanted = {"code": code} if code else {}
    of_kind = {"kind": kind} if not code or kind != "file" else {}
    found = list(OutsideSystem.objects.filter(**wanted, **of_kind)[:2])
    if code and not found:
        raise BadInput(f"There is no system of the kind {kind} with this code", field="system", value=code)
    if len(found) > 1:
        raise BadInput("Several systems are of this kind: name one", field="system", value=kind)
    return found[0] if found else OutsideSystem.objects.create(code=kind, kind=kind, title=_TITLES[kind])


def begin(path: Path, name: str, *, actor_label: str, now: datetime) -> FileImport:
    """The record of a run."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return FileImport.objects.create(
        name=path.name[:200], sha256=digest, format=name, started_at=now, actor_label=actor_label
    )


def load(source: Source, system: OutsideSystem, *, clock: Callable[[], datetime], told: Told) -> Iterator[Loaded]:
    """Yields after every batch that is stored, with the counts so far."""
    loaded, subjects = Loaded(), Subjects.now()
    for batch in batched(source.rows(), BATCH, strict=False):
        with transaction.atomic():
            _take_batch(batch, source, system, loaded, subjects, clock, told)
        yield loaded


def note(run: FileImport, loaded: Loaded, *, ended: datetime | None = None) -> None:
    """Bring the record of the run up to date."""
    run.rows_read, run.stored = loaded.read, loaded.counts[Outcome.STORED]
    run.changed, run.unchanged = loaded.counts[Outcome.CHANGED], loaded.counts[Outcome.UNCHANGED]
    run.problems = [asdict(problem) for problem in loaded.problems]
    run.finished_at = ended
    run.save()


def _take_batch(
    batch: Iterable[Row],
    source: Source,
    system: OutsideSystem,
    loaded: Loaded,
    subjects: Subjects,
    clock: Callable[[], datetime],
    told: Told,
) -> None:
    for row in batch:
        loaded.read += 1
        told(loaded.read)
        ticket = source.ticket(row)
        if isinstance(ticket, Problem):
            loaded.refuse(row, ticket)
            continue
        taken = take(system, ticket, "file", now=clock(), subjects=subjects)
        if taken.problem:
            loaded.refuse(row, _refused(row, ticket.key, taken.problem))
        else:
            loaded.count(taken.outcome)


def _refused(row: Row, key: str, problem: str) -> Problem:
    field_name, _, rule = problem.partition(": ")
    rule, _, value = rule.rpartition(" (")
    return Problem(row.number, key, field_name, value.removesuffix(")"), rule)
