"""How often one sender may do a thing: counted in this process only, without storing who it was.

Several processes allow that many each; the aim is to stop a flood, not to count to the unit.
"""

import hashlib
import secrets
from collections import deque

from django.conf import settings
from django.http import HttpRequest

from geo.errors import TooMany

_MOST_SENDERS = 20_000


class Allowance:
    """At most `most` times in `seconds` for each sender."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._times: dict[bytes, deque[float]] = {}
        # An address is kept as a digest nobody can compute again once the process has ended.
        self._salt = secrets.token_bytes(16)

    def take(self, sender: str, *, now_s: float) -> None:
        """Counts one more. Raises `TooMany`, saying when to come again."""
        key = hashlib.blake2b(sender.encode(), key=self._salt, digest_size=12).digest()
        times = self._times.setdefault(key, deque(maxlen=self._most))
        if len(times) == self._most and now_s - times[0] < self._seconds:
            wait_s = int(self._seconds - (now_s - times[0])) + 1
            raise TooMany("Too many at once from one sender; try again later", retry_after_s=wait_s)
        times.append(now_s)
        if len(self._times) > _MOST_SENDERS:
            self._forget(now_s)

    def _forget(self, now_s: float) -> None:
        self._times = {key: times for key, times in self._times.items() if now_s - times[-1] < self._seconds}


def sender_of(request: HttpRequest) -> str:
    """The address a request came from: as the web server in front says, where there is said to be one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
