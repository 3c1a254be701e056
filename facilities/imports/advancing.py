"""Taking one load as far as it goes: read, staged, compared, held, applied."""

from facilities.models import ImportRun


def advance_run(run_id: int, *, progress: object = None) -> ImportRun:
    """Take the load as far as it goes without a person, and return it as it stands then.

    Reads and compares it; applies it if it is wanted and nothing holds it, or if a person accepted it. Called again
    after any interruption it goes on or begins anew, and never leaves anything half applied. `progress(step, done,
    total)` is told about every second where we stand. Raises `Conflict` while the profile has another run at work.
    A file that cannot be read leaves the run FAILED with the reason in `error`.
    """
    from facilities.imports import stages

    return stages.advance(run_id, progress=progress)
