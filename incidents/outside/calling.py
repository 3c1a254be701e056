"""Calling another system over HTTP: time limits, tries again after 5xx and silence, no redirects, bounded answers."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from geo.errors import Unavailable

TIMEOUT_S = 60.0
"""`get-issues` with `duration=all` was seen to take 14 s for 4,367 rows."""

LARGEST = 50_000_000
WAITS_S = (1.0, 4.0, 15.0)
"""Before each further try; `Retry-After` is obeyed up to a minute."""

_LONGEST_WAIT_S = 60.0
_OF_THE_LINE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Makes calls. `sleep` and the client's transport can be replaced by tests."""

    client: httpx.Client
    sleep: Callable[[float], None] = field(default=time.sleep)

    def call(self, method: str, url: str, **options: Any) -> httpx.Response:
        """The answer, whatever its status below 500. Raises `Unavailable` after the last try."""
        problem = ""
        for wait in (*WAITS_S, None):
            try:
                answer = self._ask(method, url, **options)
            except (httpx.RequestError, httpx.InvalidURL) as error:
                problem, pause = f"{type(error).__name__}", wait
            else:
                if answer.status_code < 500 and answer.status_code != 429:
                    return answer
                problem, pause = f"status {answer.status_code}", _pause(answer, wait)
            if wait is None or pause is None:
                break
            self.sleep(pause)
        raise Unavailable(f"The other system does not answer: {problem}")

    def _ask(self, method: str, url: str, **options: Any) -> httpx.Response:
        """Read piece by piece: a small packed answer may unpack to more than the machine holds."""
        with self.client.stream(method, url, **options) as answer:
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise Unavailable(f"The other system's answer is larger than {LARGEST:,} bytes")
            plain = {name: value for name, value in answer.headers.items() if name not in _OF_THE_LINE}
            return httpx.Response(answer.status_code, headers=plain, content=bytes(content))


def caller(transport: httpx.BaseTransport | None = None, sleep: Callable[[float], None] = time.sleep) -> Caller:
    """For one poll. Nothing of the environment (proxies apart) changes what is sent."""
    return Caller(httpx.Client(transport=transport, timeout=TIMEOUT_S, follow_redirects=False), sleep)


def _pause(answer: httpx.Response, wait: float | None) -> float | None:
    said = answer.headers.get("Retry-After", "")
    return min(float(said), _LONGEST_WAIT_S) if wait is not None and said.isdigit() else wait
