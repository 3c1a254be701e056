"""The life of one load: started with its raw file, read and compared, held or applied, decided on, stopped."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from facilities.imports import snapshots
from facilities.imports.advancing import advance_run
from facilities.imports.differences import Difference, differences
from facilities.imports.profiles import PROFILES
from facilities.imports.waiting import wait_of
from facilities.imports.watching import is_at_work
from facilities.models import ImportRun, RunState
from geo.changes import Actor, record
from geo.errors import BadInput, Conflict

__all__ = ["Difference", "accept_run", "advance_run", "differences", "reject_run", "start_run", "stop_run"]

_DECIDABLE = (RunState.HELD, RunState.COMPARED)
_WORKING = (RunState.READING, RunState.APPLYING)
_OVER = (RunState.APPLIED, RunState.REJECTED)


def start_run(
    file: "Path | File[bytes]",
    *,
    profile: str,
    mapping: Mapping[str, Any] | None = None,
    actor: Actor,
    reason: str = "",
    wants_apply: bool = False,
    now: datetime,
) -> ImportRun:
    """Keep the raw file and note the load; nothing of it is read yet: `advance_run` or `facilities.jobs.enqueue` does.

    Raises `BadInput` for an unknown profile, an unusable mapping or a missing file.
    """
    if profile not in PROFILES:
        raise BadInput("there is no such profile", field="profile", value=profile)
    snapshot = snapshots.keep(file)
    return ImportRun.objects.create(
        profile=profile,
        mapping=dict(mapping) if mapping is not None else None,
        file_name=snapshot.name[:255],
        sha256=snapshot.sha256,
        size_bytes=snapshot.size_bytes,
        wants_apply=wants_apply,
        started_at=now,
        started_by_id=actor.user_id,
        started_by_label=actor.label,
        reason=reason,
    )


def accept_run(run: ImportRun, *, actor: Actor, reason: str) -> ImportRun:
    """A person lets a held or compared load in. It is written by the next `advance_run` (`facilities.jobs.enqueue`).

    Raises `Conflict` when there is nothing to decide (any more), `BadInput` when a held load gets no reason.
    """
    with transaction.atomic():
        stored = _decidable(run)
        if stored.state == RunState.HELD:
            _require(reason)
        counts = stored.counts | wait_of(stored, timezone.now())
        _decide(stored, actor, reason, state=RunState.COMPARED, wants_apply=True, counts=counts, finished_at=None)
        record(actor, "import.accepted", stored, reason=reason, after={"held_for": stored.held_for})
    return stored


def reject_run(run: ImportRun, *, actor: Actor, reason: str) -> ImportRun:
    """A person refuses a held or compared load for good; the register stays as it is. Raises as `accept_run`."""
    with transaction.atomic():
        stored = _decidable(run)
        _require(reason)
        now = timezone.now()
        counts = stored.counts | wait_of(stored, now)
        _decide(stored, actor, reason, state=RunState.REJECTED, counts=counts, finished_at=now)
        record(actor, "import.rejected", stored, reason=reason, after={"held_for": stored.held_for})
    return stored


def stop_run(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Ask a load to stop: at once when it waits, else between two chunks. `advance_run` takes it up again.

    Raises `Conflict` when it is neither waiting nor at work.
    """
    with transaction.atomic():
        stored = ImportRun.objects.select_for_update().get(pk=run.pk)
        if stored.state == RunState.WAITING:
            stored.state, stored.finished_at = RunState.STOPPED, timezone.now()
        elif stored.state not in _WORKING:
            raise Conflict("Only a load that waits or is at work can be stopped", state=stored.state)
        stored.stop_asked = True
        stored.save(update_fields=["state", "stop_asked", "finished_at"])
        record(actor, "import.stopped", stored)
    return stored


def is_interrupted(run: ImportRun) -> bool:
    """Whether the run says that it is at work while nobody works on it, as after a crash of the worker."""
    if run.state not in _WORKING or is_at_work(run.profile):
        return False
    # It may have ended since it was looked up: the lock is given back after the last state is stored.
    return ImportRun.objects.filter(pk=run.pk, state__in=_WORKING).exists()


def retry_run(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Let a load that failed, was stopped or was interrupted be taken up again, by the next `advance_run`.

    Raises `Conflict` when it is none of these.
    """
    with transaction.atomic():
        stored = ImportRun.objects.select_for_update().get(pk=run.pk)
        if stored.state in (RunState.FAILED, RunState.STOPPED):
            stored.state = RunState.WAITING
        elif not is_interrupted(stored):
            raise Conflict("This load is not one to be taken up again", state=stored.state)
        stored.counts = stored.counts | wait_of(stored, timezone.now())
        stored.stop_asked, stored.error, stored.finished_at = False, "", None
        stored.save(update_fields=["state", "stop_asked", "error", "finished_at", "counts"])
        record(actor, "import.retried", stored)
    return stored


def _decidable(run: ImportRun) -> ImportRun:
    stored = ImportRun.objects.select_for_update().get(pk=run.pk)
    # Compared and to be applied is what the first of two people already decided.
    decided = stored.state == RunState.COMPARED and stored.wants_apply
    if stored.state not in _DECIDABLE or decided:
        raise Conflict("There is nothing to decide about this load now", state=stored.state)
    return stored


def _require(reason: str) -> None:
    if not reason.strip():
        raise BadInput("a decision on a load states its reason", field="reason", value=reason)


def _decide(run: ImportRun, actor: Actor, reason: str, **changes: Any) -> None:
    for name, value in (changes | {"decided_by_label": actor.label}).items():
        setattr(run, name, value)
    if reason.strip():
        run.reason = f"{run.reason}\n{reason}".strip()
    run.save(update_fields=[*changes, "decided_by_label", "reason"])
