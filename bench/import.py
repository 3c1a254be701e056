"""A national register feed loaded again and again, in seconds and megabytes, beside ogr2ogr loading the raw file.

A generated feed of 240,000 rows and 46 columns with the faults of the real one (bench/_feed.py), validated against
7,436 invented subdistricts with their real names. Whole programs are measured, from their start to their end. The
first load goes into an empty register; the second holds the same rows with another date of publication in each; then
comes the second file once more, as on a night on which nothing was published. ogr2ogr copies the raw cells into one
table of text with COPY, its default, and looks at nothing.
"""

import argparse
import os
import shutil
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import psycopg
from _machine import facts
from _process import Measured, measured
from _scratch import REPO, await_idle, scratch_database, tidy
from rich.console import Console
from rich.table import Table

_PROFILE = "diw-factory-data"
_MOST = {"first load": 4.0, "second load": 1.0, "same file": 1.0}
_MOST_MB = 600


@dataclass
class Figure:
    """One thing measured, once a round."""

    name: str
    runs: list[Measured] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median."""
        return median(run.seconds for run in self.runs)


def main() -> None:
    """Make the files, load them in turns, print."""
    options = _options()
    console = Console()
    if shutil.which("ogr2ogr") is None:
        raise SystemExit("ogr2ogr is missing; it comes with the package gdal-bin")
    with ExitStack() as stack:
        url = stack.enter_context(scratch_database("phangut_bench_import", keep=options.keep, say=console.print))
        first, second = _files(Path(os.environ["PHANGUT_STATE"]) / "bench-import", options.rows, console)
        _prepare(first.parent, console)
        figures = [Figure("ogr2ogr"), Figure("first load"), Figure("second load"), Figure("same file")]
        for turn in range(options.rounds):
            _empty()
            figures[0].runs.append(_ogr2ogr(url, first))
            figures[1].runs.append(_load(url, first))
            figures[2].runs.append(_load(url, second))
            figures[3].runs.append(_load(url, second))
            console.print(f"round {turn + 1} of {options.rounds} done")
        _print(console, figures, first, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=240_000)
    parser.add_argument("--rounds", type=int, default=3, help="medians are of so many (3)")
    parser.add_argument("--keep", action="store_true", help="leave the scratch database and the files for the next run")
    return parser.parse_args()


def _files(folder: Path, rows: int, console: Console) -> tuple[Path, Path]:
    """The feed of one day and of the next, made once."""
    import _feed
    import _subdistricts

    folder.mkdir(parents=True, exist_ok=True)
    feeds = (folder / f"feed-{rows}-1.csv", folder / f"feed-{rows}-2.csv")
    if not all(file.exists() for file in feeds):
        console.print("generating the feed")
        cells = _subdistricts.cells()
        _subdistricts.write(folder / "subdistrict.geojson", cells)
        _subdistricts.write_districts(folder / "district.geojson", cells)
        for file, stamp in zip(feeds, ("20261121", "20261122"), strict=True):
            _feed.write(file, rows, cells, stamp=stamp)
    return feeds


def _prepare(folder: Path, console: Console) -> None:
    """Tables, provinces, and the invented districts and subdistricts in force."""
    from django.core.management import call_command

    from geo.models import AreaEdition

    call_command("migrate", verbosity=0, skip_checks=True)
    with open(os.devnull, "w") as nowhere:
        call_command("load_reference", stdout=nowhere, skip_checks=True)
        for level in ("district", "subdistrict"):
            if not AreaEdition.objects.filter(level=level).exists():
                console.print(f"loading the {level}s")
                file = str(folder / f"{level}.geojson")
                given = {"level": level, "apply": True, "activate": True, "border_error": 100.0}
                call_command("import_areas", file, stdout=nowhere, skip_checks=True, **given)


def _empty() -> None:
    """The register as on the first day."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET phangut.forget = 'on'")
        cursor.execute("TRUNCATE facilities_facility, facilities_importrun, geo_change CASCADE")
        cursor.execute("DROP TABLE IF EXISTS raw_feed")
    tidy()


def _ogr2ogr(url: str, file: Path) -> Measured:
    """With its default, COPY."""
    place = urlsplit(url)
    parts = {"host": place.hostname, "port": place.port, "user": place.username, "dbname": place.path[1:]}
    target = "PG:" + " ".join(f"{name}={value}" for name, value in parts.items() if value)
    command = ("ogr2ogr", "-f", "PostgreSQL", target, str(file), "-nln", "raw_feed")
    found = measured(command, {**os.environ, "PGPASSWORD": place.password or ""})
    await_idle()
    return found


def _load(url: str, file: Path) -> Measured:
    """The command, as a person or a nightly job calls it."""
    steps = _Steps(url)
    command = (sys.executable, str(REPO / "manage.py"), "import_facilities", str(file), "--profile", _PROFILE)
    found = measured((*command, "--apply", "--summary"), {**os.environ, "DATABASE_URL": url})
    found.steps = steps.ended()
    await_idle()
    tidy()
    return found


class _Steps:
    """How long the newest run stayed in each step, by looking at it ten times a second."""

    def __init__(self, url: str) -> None:
        self._seconds: dict[str, float] = {}
        self._over = threading.Event()
        self._url = url
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def ended(self) -> dict[str, float]:
        """Seconds by step."""
        self._over.set()
        self._thread.join()
        return self._seconds

    def _look(self) -> None:
        newest = "SELECT state, step FROM facilities_importrun ORDER BY id DESC LIMIT 1"
        with psycopg.connect(self._url, autocommit=True) as connection:
            last = time.perf_counter()
            while not self._over.wait(0.1):
                row = connection.execute(newest).fetchone()
                now = time.perf_counter()
                if row:
                    step = row[1] or row[0]
                    self._seconds[step] = self._seconds.get(step, 0.0) + now - last
                last = now


def _print(console: Console, figures: list[Figure], file: Path, options: argparse.Namespace) -> None:
    table = Table("what", "seconds", "range", "/ ogr2ogr", "at most", "rows/s", "peak MB", "of it", box=None)
    base = figures[0].seconds
    for figure in figures:
        peak = max(run.peak_mb for run in figure.runs)
        span = f"{min(run.seconds for run in figure.runs):.1f}-{max(run.seconds for run in figure.runs):.1f}"
        steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in figure.runs[-1].steps.items())
        most = f"{_MOST[figure.name]:.0f}" if figure.name in _MOST else ""
        ratio = f"{figure.seconds / base:.2f}"
        rate = f"{options.rows / figure.seconds:,.0f}"
        table.add_row(figure.name, f"{figure.seconds:.1f}", span, ratio, most, rate, f"{peak:,.0f}", steps)
    console.print(table)
    for figure in figures[1:]:
        console.print(f"{figure.name}: {figure.runs[-1].output.strip().splitlines()[-1]}")
    console.print(
        f"Medians of {options.rounds} rounds; {options.rows:,} rows, 46 columns, {file.stat().st_size / 1e6:.0f} MB; "
        f"memory of the program and its children, at most {_MOST_MB} MB; load average {os.getloadavg()[0]:.1f}."
    )
    console.print(facts())


if __name__ == "__main__":
    main()
