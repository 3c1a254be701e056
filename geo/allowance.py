"""How often one sender may do a thing: counted in this process only, without storing who it was.

Several processes allow that many each; the aim is to stop a flood, not to count to the unit.
"""

import hashlib
import secrets
from collections import deque
from ipaddress import ip_address, ip_network

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
        if wait_s := self.wait_s(sender, now_s=now_s):
            raise TooMany("Too many at once from one sender; try again later", retry_after_s=wait_s)
        self._times.setdefault(self._key(sender), deque(maxlen=self._most)).append(now_s)
        if len(self._times) > _MOST_SENDERS:
            self._forget(now_s)

    def wait_s(self, sender: str, *, now_s: float) -> int:
        """Whole seconds until the sender may again; 0 at once. Counts nothing."""
        times = self._times.get(self._key(sender))
        if times is None or len(times) < self._most or now_s - times[0] >= self._seconds:
            return 0
        return int(self._seconds - (now_s - times[0])) + 1

    def _key(self, sender: str) -> bytes:
        return hashlib.blake2b(_household(sender).encode(), key=self._salt, digest_size=12).digest()

    def _forget(self, now_s: float) -> None:
        self._times = {key: times for key, times in self._times.items() if now_s - times[-1] < self._seconds}


def _household(address: str) -> str:
    """A house has 2^64 addresses of the new kind: their common beginning is one sender."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else address


def sender_of(request: HttpRequest) -> str:
    """The address a request came from: as the web server in front says, where there is said to be one."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
