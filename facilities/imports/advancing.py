"""Taking one load as far as it goes: read, staged, compared, held, applied."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from facilities import quality
from facilities.imports import applying, examining
from facilities.imports.holding import Figures, reasons
from facilities.imports.waiting import wait_of
from facilities.imports.watching import Progress, Stopped, Watch
from facilities.models import ImportRun, RunState
from geo.errors import BadInput

_OVER = (RunState.APPLIED, RunState.REJECTED)
Clock = Callable[[], datetime]


def advance_run(run_id: int, *, progress: Progress | None = None, clock: Clock = timezone.now) -> ImportRun:
    """Take the load as far as it goes without a person, and return it as it stands then.

    Reads and compares it; applies it if it is wanted and nothing holds it, or if a person accepted it. Called again
    after any interruption it goes on or begins anew, and never leaves anything half applied. `progress(step, done,
    total)` is told about every second where we stand. Raises `Conflict` while the profile has another run at work.
    A file that cannot be read leaves the run FAILED with the reason in `error`.
    """
    with Watch(ImportRun.objects.get(pk=run_id), progress) as watch:
        # Another run of this profile may have ended, and this one been decided on, while we waited to begin.
        run = ImportRun.objects.get(pk=run_id)
        try:
            _advance(run, watch, clock)
        except Stopped:
            _end(run, RunState.STOPPED, clock)
        except KeyboardInterrupt:
            _interrupted(run, clock)
            raise
        except BadInput as error:
            run.error = f"{error.detail}: {error.fields.get('value', '')}"
            _end(run, RunState.FAILED, clock)
        return run


def _advance(run: ImportRun, watch: Watch, clock: Clock) -> None:
    if run.state not in _OVER and run.state != RunState.HELD:
        if not _is_ready(run):
            _read(run, watch, clock)
        if run.state in (RunState.COMPARED, RunState.APPLYING) and run.wants_apply:
            _apply(run, watch, clock)
    if run.state == RunState.APPLIED and run.step == applying.LOOKING:
        watch.report(applying.LOOKING, 0)
        quality.refresh(None)
        _set(run, step="", finished_at=clock())


def _is_ready(run: ImportRun) -> bool:
    """Whether the load can be written as it was compared: the rows are there still, and no other came in between."""
    if run.state not in (RunState.COMPARED, RunState.APPLYING):
        return False
    return examining.is_staged(run) and run.counts.get("against") == _last_applied(run)


def _read(run: ImportRun, watch: Watch, clock: Clock) -> None:
    decided = bool(run.decided_by_label)
    wait = wait_of(run, clock())
    _set(run, state=RunState.READING, stop_asked=False, finished_at=None, error="", counts=wait, held_for=[])
    with transaction.atomic():
        counts = {**examining.examine(run, watch.report, clock()), "against": _last_applied(run), **wait}
        last = applying.last_applied(run)
        held_for = reasons(Figures.of_counts(counts), Figures.of_counts(last.counts) if last else None)
        state = RunState.HELD if held_for and not decided else RunState.COMPARED
        waits = state == RunState.HELD or not run.wants_apply
        of_file = {name: getattr(run, name) for name in ("format", "encoding", "crs")}
        finished_at = clock() if waits else None
        _set(run, state=state, counts=counts, held_for=held_for, step="", finished_at=finished_at, **of_file)


def _apply(run: ImportRun, watch: Watch, clock: Clock) -> None:
    _set(run, state=RunState.APPLYING)
    applying.apply(run, watch.report, clock())
    _set(run, finished_at=clock())


def _interrupted(run: ImportRun, clock: Clock) -> None:
    """Somebody at a terminal wants it to end now: nothing is half written, and it says so itself.

    What it had written in one piece before stays so, such as a load in the register that only has to be looked at.
    """
    # The connection may have been left in the middle of an answer.
    connection.close()
    run.refresh_from_db()
    if run.state not in _OVER:
        _end(run, RunState.STOPPED, clock)


def _end(run: ImportRun, state: RunState, clock: Clock) -> None:
    _set(run, state=state, finished_at=clock(), stop_asked=False, step="", error=run.error)


def _set(run: ImportRun, **changes: object) -> None:
    for name, value in changes.items():
        setattr(run, name, value)
    run.save(update_fields=list(changes))


def _last_applied(run: ImportRun) -> int | None:
    last = applying.last_applied(run)
    return last.pk if last else None
