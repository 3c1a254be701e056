"""Counts of requests in Prometheus' text format, at `/metrics`, summed over the worker processes.

Own code: two families need no library, and the library's way with several processes needs a variable set before
anything is imported.
"""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from geo import worker_files

_CLASSES = ("api", "tiles", "ogc", "open311", "hooks", "events", "static", "admin", "alerts")
_BOUNDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0)
"""Upper bounds of the duration buckets, in seconds."""

_SHARE_EVERY_S = 1.0

_FAMILIES = {
    "phangut_requests_total": ("counter", "Requests answered."),
    "phangut_request_seconds": ("histogram", "Seconds taken to answer."),
}


class Tally:
    """Requests by class of path and status, and how long they took. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shared_at = 0.0
        self._counts: Counter[str] = Counter()

    def add(self, path: str, status: int, seconds: float) -> None:
        """Count one finished request, and let the other workers know once a second."""
        kind = path_class(path)
        with self._lock:
            self._counts[f'phangut_requests_total{{path="{kind}",status="{status}"}}'] += 1
            self._counts.update(_observed(kind, seconds))
            due = time.monotonic() - self._shared_at >= _SHARE_EVERY_S
        if due:
            self.share()

    def count(self, counts: Mapping[str, int]) -> None:
        """Add counts of a family that was told (`tell`), by their full names with labels."""
        with self._lock:
            self._counts.update(counts)
            due = time.monotonic() - self._shared_at >= _SHARE_EVERY_S
        if due:
            self.share()

    def share(self) -> None:
        """Write this worker's counts where the others read them."""
        with self._lock:
            self._shared_at = time.monotonic()
            worker_files.write(dict(self._counts))

    def text(self) -> str:
        """Everything that any worker of this service counted."""
        self.share()
        total: Counter[str] = Counter()
        for counts in worker_files.read_all() or [dict(self._counts)]:
            total.update(counts)
        return "\n".join(_lines(total)) + "\n"


tally = Tally()


def tell(family: str, meaning: str) -> None:
    """Announce a counter that an app adds to."""
    _FAMILIES[family] = ("counter", meaning)


class MetricsMiddleware:
    """Outermost, so that it sees every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        tally.add(request.path, response.status_code, time.perf_counter() - began)
        return response


def path_class(path: str) -> str:
    """The first part of a path if it is one of the known classes, else `pages`: a fixed, small set of labels."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in _CLASSES else "pages"


def _observed(kind: str, seconds: float) -> dict[str, Any]:
    """What one request adds to the histogram; every bucket is there from the first request on."""
    buckets = {_bucket(kind, f"{bound:g}"): int(seconds <= bound) for bound in _BOUNDS}
    total = {
        f'phangut_request_seconds_sum{{path="{kind}"}}': seconds,
        f'phangut_request_seconds_count{{path="{kind}"}}': 1,
    }
    return {**buckets, _bucket(kind, "+Inf"): 1, **total}


def _bucket(kind: str, bound: str) -> str:
    return f'phangut_request_seconds_bucket{{path="{kind}",le="{bound}"}}'


def _lines(total: Counter[str]) -> Iterator[str]:
    for family, (kind, meaning) in _FAMILIES.items():
        yield f"# HELP {family} {meaning}"
        yield f"# TYPE {family} {kind}"
        yield from (f"{name} {value:.9g}" for name, value in _in_order(total) if name.startswith(family))


def _in_order(total: Counter[str]) -> list[tuple[str, float]]:
    """By family and label, buckets by their bound: the format wants them rising."""
    bound = re.compile(r'le="([^"]+)"')
    return sorted(
        total.items(), key=lambda line: (bound.sub("", line[0]), float((bound.search(line[0]) or ["", "0"])[1]))
    )
