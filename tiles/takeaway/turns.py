"""How often strangers may have the map as a file, and how many at once: each costs a second or two of a core."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils.translation import gettext as _

from geo.allowance import Allowance, sender_of
from geo.errors import Unavailable

FILES = Allowance(20, 600)
"""An office may stand behind one address."""

AT_ONCE = threading.BoundedSemaphore(2)
"""Of one process."""


@contextmanager
def turn(request: HttpRequest) -> Iterator[None]:
    """Raises `TooMany` for a stranger who comes too often, `Unavailable` where other strangers keep us busy."""
    if request.user.is_authenticated:
        yield
        return
    if not AT_ONCE.acquire(blocking=False):
        raise Unavailable(_("Others are having the map made into a file just now; try again in a moment"))
    try:
        FILES.take(sender_of(request), now_s=time.monotonic())
        yield
    finally:
        AT_ONCE.release()
