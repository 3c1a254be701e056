"""Small tables that every report asks and people seldom change, kept in memory.

Read again after a minute, so that what another process changed is seen by then; at once when this one changed it.
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

KEPT_S = 60


class Kept[T]:
    """What `read` last made. Rows of the `sources`, when saved or deleted one by one in this process, outdate it."""

    def __init__(self, read: Callable[[], T], *sources: type[models.Model]) -> None:
        self._read = read
        self._kept: tuple[float, T] | None = None
        self._changes = 0
        for model in sources:
            for signal in (post_save, post_delete):
                signal.connect(self._outdate, sender=model)
        _all.append(self)

    def now(self, clock: Callable[[], float] = time.monotonic) -> T:
        """As it is, or was a minute ago."""
        kept = self._kept
        if kept is None or clock() - kept[0] > KEPT_S:
            changes, kept = self._changes, (clock(), self._read())
            # What was changed while it was read is read again.
            if changes == self._changes:
                self._kept = kept
        return kept[1]

    def forget(self) -> None:
        """Read again at the next question."""
        self._changes += 1
        self._kept = None

    def _outdate(self, **_signal: Any) -> None:
        """Now for this transaction, and once it commits for whoever read the old rows meanwhile."""
        self.forget()
        transaction.on_commit(self.forget)


_all: list[Kept[Any]] = []


def forget_everything() -> None:
    """For tests, which undo what they wrote."""
    for one in _all:
        one.forget()
