"""One visit of a page in Chromium with nothing kept from before: bytes, requests, marks, long tasks, heap."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_MARKED_MS = 180_000
_LOOK_MS = 200
_SETTLE_MS = 4_000
"""After the mark: tiles of the edges, counts in the panel, what the page does when idle."""

_WATCH = """
window.__tasks = [];
const told = (list) => __tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]));
new PerformanceObserver(told).observe({ type: "longtask", buffered: true });
"""
_SEEN = """() => ({
  tasks: __tasks,
  mark: performance.getEntriesByName("first facility")[0].startTime,
  loaded: performance.getEntriesByType("navigation")[0].loadEventEnd,
})"""


@dataclass
class Visit:
    """Times are milliseconds since the page was asked for. Bytes are those on the wire, headers included."""

    kb: float = 0.0
    font_kb: float = 0.0
    requests: int = 0
    first_ms: float = 0.0
    longest_ms: float = 0.0
    longest_after_load_ms: float = 0.0
    worked_after_load_ms: float = 0.0
    heap_mb: float = 0.0
    by_kind: dict[str, float] = field(default_factory=dict)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; every visit has a profile of its own."""
    path = Path(os.environ.get("PHANGUT_CHROMIUM") or "/usr/bin/chromium")
    if not path.exists():
        raise SystemExit(f"there is no Chromium at {path}; PHANGUT_CHROMIUM names another")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield browser
        browser.close()


def visit(browser: Browser, url: str) -> Visit:
    """Waits for the page's mark "first facility", then until it has settled."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
    page = context.new_page()
    page.add_init_script(_WATCH)
    devtools = context.new_cdp_session(page)
    found = Visit()
    _listen(devtools, found)
    page.goto(url, wait_until="load", timeout=_MARKED_MS)
    _await_mark(page)
    page.wait_for_timeout(_SETTLE_MS)
    _look(page, devtools, found)
    context.close()
    found.worked_after_load_ms = _worked(browser, url)
    return found


def _worked(browser: Browser, url: str) -> float:
    """The longest task after load by the processor's time, of a visit of its own: what other programs do to it is not
    in it, and the tracing that tells it is not in the other figures."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
    page = context.new_page()
    browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
    page.goto(url, wait_until="load", timeout=_MARKED_MS)
    _await_mark(page)
    page.wait_for_timeout(_SETTLE_MS)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    there = next((one["pid"], one["tid"]) for one in events if one["name"] == "first facility")
    ours = [one for one in events if (one["pid"], one["tid"]) == there]
    loaded = max(one["ts"] for one in ours if one["name"] == "loadEventEnd")
    after = [one for one in ours if one["ts"] >= loaded]
    return max((one["tdur"] for one in after if one["name"].endswith("RunTask") and "tdur" in one), default=0.0) / 1000


def _await_mark(page: Page) -> None:
    """By looking: our content policy lets nobody evaluate text, and so the browser's own waiting does not work."""
    for _ in range(_MARKED_MS // _LOOK_MS):
        if page.evaluate("performance.getEntriesByName('first facility').length"):
            return
        page.wait_for_timeout(_LOOK_MS)
    raise SystemExit(f"no facility was drawn within {_MARKED_MS / 1000:.0f} s at {page.url}")


def _listen(devtools: CDPSession, found: Visit) -> None:
    kinds: dict[str, str] = {}

    def asked(event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            kinds[event["requestId"]] = event.get("type", "Other")
            found.requests += 1

    def came(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "")
        if kind:
            found.by_kind[kind] = found.by_kind.get(kind, 0.0) + event["encodedDataLength"] / 1000

    devtools.on("Network.requestWillBeSent", asked)
    devtools.on("Network.loadingFinished", came)
    devtools.send("Network.enable")
    devtools.send("Performance.enable")


def _look(page: Page, devtools: CDPSession, found: Visit) -> None:
    seen = page.evaluate(_SEEN)
    found.font_kb = found.by_kind.get("Font", 0.0)
    found.kb = sum(found.by_kind.values()) - found.font_kb
    found.first_ms = seen["mark"]
    found.longest_ms = max((task for _start, task in seen["tasks"]), default=0.0)
    after = [task for start, task in seen["tasks"] if start >= seen["loaded"]]
    found.longest_after_load_ms = max(after, default=0.0)
    devtools.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    found.heap_mb = metrics["JSHeapUsedSize"] / 1e6
