"""Progress of a load in a terminal, one bar for each step."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from facilities.imports.watching import Progress as Told

_STEPS = {
    "reading": "Reading and checking rows",
    "comparing": "Comparing with the last load",
    "applying": "Writing to the register",
    "looking": "Looking for doubtful sites",
}


@contextmanager
def showing(console: Console) -> Iterator[Told]:
    """Yields what a load tells its progress to."""
    bars = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bars, console=console) as progress:
        yield _Steps(progress).tell


class _Steps:
    """The bar of the step at hand; those before it are full."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._step, self._task = "", TaskID(0)

    def tell(self, step: str, done: int, total: int | None) -> None:
        if step != self._step:
            if self._step:
                self._complete()
            self._step, self._task = step, self._progress.add_task(_STEPS.get(step, step), total=total)
        self._progress.update(self._task, completed=done, total=total)

    def _complete(self) -> None:
        task = self._progress.tasks[self._task]
        self._progress.update(self._task, completed=task.total or task.completed, total=task.total or task.completed)
