"""The first view of the map in Chromium, beside a page that loads all facilities as GeoJSON markers.

Uses a scratch database. Both pages are visited in turns, each time with nothing kept from before: bytes on the wire
with and without fonts, requests, time until the first facility is drawn, the longest task of the main thread, the heap
after a collection. The server runs as script/run starts it, static files collected and compressed, its tiles warm.
Figures are printed beside the budget of the first view, and nothing is asserted.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from _chromium import Visit, chromium, visit
from _granian import served, usual_workers
from _machine import facts
from _scratch import REPO, fill, scratch_database
from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

_LINES = (
    ("kb", "kB without fonts", "under 600"),
    ("font_kb", "kB of fonts", ""),
    ("requests", "requests", ""),
    ("first_ms", "ms until the first facility", ""),
    ("longest_ms", "ms of the longest task", ""),
    ("longest_after_load_ms", "ms of the longest task after load", "under 150"),
    ("worked_after_load_ms", "the same, ms of processor time", ""),
    ("heap_mb", "MB of heap", ""),
)


@dataclass
class Page:
    """One page, and what its visits measured."""

    name: str
    url: str
    visits: list[Visit] = field(default_factory=list)


def main() -> None:
    """Fill, serve, visit in turns, print."""
    options = _options()
    console = Console()
    with ExitStack() as stack:
        stack.enter_context(scratch_database("phangut_bench_first_view", keep=options.keep, say=console.print))
        fill(options.facilities, console)
        pages = [
            Page("ours", stack.enter_context(_ours(options.workers)) + "/"),
            Page("GeoJSON markers", stack.enter_context(_geojson())),
        ]
        browser = stack.enter_context(chromium())
        _rounds(browser, pages, options.rounds, console)
        _print(console, pages, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facilities", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3, help="medians are of so many (3)")
    parser.add_argument("--workers", type=int, default=usual_workers(), help="of our server (as script/run)")
    parser.add_argument("--keep", action="store_true", help="leave the scratch database for the next run")
    return parser.parse_args()


@contextmanager
def _ours(workers: int) -> Iterator[str]:
    """Our server as it ships, with a state directory of its own."""
    with tempfile.TemporaryDirectory(prefix="phangut-bench-") as state:
        (Path(state) / "web").symlink_to(Path(os.environ["PHANGUT_STATE"]) / "web")
        env = {"PHANGUT_STATE": state, "PHANGUT_DEBUG": "0", "PYTHONPATH": str(REPO)}
        collect = [sys.executable, str(REPO / "manage.py"), "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(collect, env={**os.environ, **env}, check=True)
        python = Path(sys.executable)
        with served(python, "tiles.asgi:application", "/healthz", env, workers, interface="asginl") as url:
            yield url


@contextmanager
def _geojson() -> Iterator[str]:
    """Written from the same table."""
    from _geojson_page import serving, write

    with tempfile.TemporaryDirectory(prefix="phangut-bench-") as folder:
        write(Path(folder))
        with serving(Path(folder)) as url:
            yield url


def _rounds(browser: Browser, pages: list[Page], rounds: int, console: Console) -> None:
    """The first visit of each is not counted: the server's processes start, its tiles are made."""
    for page in pages:
        visit(browser, page.url)
    for turn in range(rounds):
        for page in pages:
            page.visits.append(visit(browser, page.url))
        console.print(f"round {turn + 1} of {rounds} done")


def _print(console: Console, pages: list[Page], options: argparse.Namespace) -> None:
    table = Table("", *(page.name for page in pages), "ours / it", "budget", box=None)
    for name, title, budget in _LINES:
        ours, other = (median(getattr(one, name) for one in page.visits) for page in pages)
        ratio = f"{ours / other:.3f}" if other else ""
        table.add_row(title, *(_spread(page, name) for page in pages), ratio, budget)
    console.print(table)
    kinds = {kind: median(one.by_kind.get(kind, 0) for one in pages[0].visits) for kind in pages[0].visits[0].by_kind}
    console.print("ours by kind, kB: " + ", ".join(f"{kind} {kb:,.0f}" for kind, kb in sorted(kinds.items())))
    console.print(
        f"Medians of {options.rounds} visits with the least and the most; {options.facilities:,} facilities, nothing "
        f"kept from before; load average {os.getloadavg()[0]:.1f} at the end."
    )
    console.print(facts())


def _spread(page: Page, name: str) -> str:
    values = [getattr(one, name) for one in page.visits]
    return f"{median(values):,.0f} ({min(values):,.0f}-{max(values):,.0f})"


if __name__ == "__main__":
    main()
