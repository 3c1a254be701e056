"""Vector tiles per second, uncached and cached, beside the bare SQL (pgbench) and beside tipg on the same table.

Uses a scratch database of 140,000 invented facilities. A ratio is printed and nothing is asserted: figures of
different machines do not compare, ratios of one run do. What the tiles hold differs, and the table says how: at z6
ours holds aggregates and tipg's every feature; at z12 both hold single features with the same columns, ours also
those just outside whose symbols reach in.
"""

import argparse
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

import mapbox_vector_tile
from _bare_sql import of_tile
from _granian import served, usual_workers
from _load import requests_per_second, tool
from _machine import facts
from _pgbench import find, transactions_per_second
from _scratch import await_idle, fill, scratch_database
from _tipg import VERSION, serving, tile_path
from rich.console import Console
from rich.table import Table

_TABLE = "facilities_facility"
_COLUMNS = ("kind", "status", "hazard", "approximate", "name_th", "name_en")


@dataclass
class Figure:
    """One thing measured: `measure(seconds)` gives one per-second value."""

    name: str
    measure: Callable[[float], float]
    size: str = ""
    values: list[float] = field(default_factory=list)


def main() -> None:
    """Fill, serve, measure in turns, print."""
    options = _options()
    console = Console()
    with ExitStack() as stack:
        keep = scratch_database("phangut_bench_tiles", keep=options.keep, say=console.print)
        database_url = stack.enter_context(keep)
        fill(options.facilities, console)
        groups = _figures(stack, database_url, options)
        for turn in range(options.rounds):
            for figure in (figure for figures in groups.values() for figure in figures):
                figure.values.append(figure.measure(options.seconds))
                await_idle()
            console.print(f"round {turn + 1} of {options.rounds} done")
        _print(console, groups, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facilities", type=int, default=140_000)
    parser.add_argument("--seconds", type=float, default=5, help="per figure and round (5)")
    parser.add_argument("--rounds", type=int, default=3, help="medians are of so many (3)")
    parser.add_argument("--clients", type=int, default=8, help="connections to a web server (8: all workers get some)")
    parser.add_argument("--backends", type=int, default=2, help="connections of pgbench (2)")
    parser.add_argument("--workers", type=int, default=usual_workers(), help="of each web server (as script/run)")
    parser.add_argument("--keep", action="store_true", help="leave the scratch database for the next run")
    return parser.parse_args()


def _figures(stack: ExitStack, database_url: str, options: argparse.Namespace) -> dict[str, list[Figure]]:
    """Per tile: ours uncached, ours cached, pgbench, tipg. All servers run at once; the idle ones cost nothing."""
    uncached = stack.enter_context(_ours(stack, "0", options.workers))
    cached = stack.enter_context(_ours(stack, "64", options.workers))
    tipg = stack.enter_context(serving(database_url, _TABLE, options.workers))
    groups = {}
    for zoom in (6, 12):
        x, y, count = _densest(zoom)
        path = f"/tiles/facilities/{zoom}/{x}/{y}.mvt"
        groups[f"z{zoom} {zoom}/{x}/{y}, {count:,} facilities"] = [
            _http("uncached", uncached + path, options.clients),
            _http("cached", cached + path, options.clients),
            _database(database_url, zoom, x, y, options.backends),
            _http(VERSION, tipg + tile_path(_TABLE, "mercator", _COLUMNS, zoom, x, y), options.clients),
        ]
    return groups


def _ours(stack: ExitStack, cache_mb: str, workers: int) -> AbstractContextManager[str]:
    """Our server with a state directory of its own, so that no cache from before is met."""
    state = stack.enter_context(tempfile.TemporaryDirectory(prefix="phangut-bench-"))
    env = {"PHANGUT_STATE": state, "PHANGUT_TILE_CACHE_MB": cache_mb, "PHANGUT_DEBUG": "0"}
    env["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    # Django has no start-up protocol; "asgi" would try it and warn.
    python, probe = Path(sys.executable), "/tiles/facilities.json"
    return served(python, "tiles.asgi:application", probe, env, workers, interface="asginl")


def _http(name: str, url: str, clients: int) -> Figure:
    """Long enough for every client to get an answer, also where one takes seconds."""
    size, one_s = _warm(url)

    def measure(seconds: float) -> float:
        return requests_per_second(url, clients=clients, seconds=max(seconds, ceil(1.5 * one_s * clients)))

    return Figure(name, measure, size)


def _database(database_url: str, zoom: int, x: int, y: int, backends: int) -> Figure:
    """The very statement that our server runs, its parameters written in."""
    statement = of_tile("facilities", zoom, x, y)
    program = find()
    if program is None:
        raise SystemExit("pgbench is missing; it comes with PostgreSQL's server packages")
    return Figure(
        "bare SQL (pgbench)",
        lambda seconds: transactions_per_second(program, database_url, statement, clients=backends, seconds=seconds),
    )


def _densest(zoom: int) -> tuple[int, int, int]:
    """The tile of that zoom with the most facilities: column, row, and how many."""
    from django.db import connection

    from geo.crs import MERCATOR_HALF_WORLD_M

    width = 2 * MERCATOR_HALF_WORLD_M / 2**zoom
    statement = """
        SELECT floor((ST_X(mercator) + %(half)s) / %(width)s)::int AS x,
            floor((%(half)s - ST_Y(mercator)) / %(width)s)::int AS y, count(*)
        FROM facilities_facility WHERE mercator IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 1
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, {"half": MERCATOR_HALF_WORLD_M, "width": width})
        x, y, count = cursor.fetchone()
    return x, y, count


def _warm(url: str) -> tuple[str, float]:
    """One request: what the tile holds, its bytes plain and as sent, and how long it took in seconds."""
    started = time.perf_counter()
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=120) as answer:
        sent = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    elapsed = time.perf_counter() - started
    plain = gzip.decompress(sent) if packed else sent
    features = sum(len(layer["features"]) for layer in mapbox_vector_tile.decode(plain).values())
    return f"{features:,} features, {len(plain) / 1000:,.1f} kB, {len(sent) / 1000:,.1f} sent", elapsed


def _print(console: Console, groups: dict[str, list[Figure]], options: argparse.Namespace) -> None:
    table = Table("where", "figure", "per second", "range", "ours / it: uncached", "cached", "tile", box=None)
    for title, figures in groups.items():
        uncached, cached = (median(figure.values) for figure in figures[:2])
        for number, figure in enumerate(figures):
            value = median(figure.values)
            ratios = (f"{uncached / value:.2f}", f"{cached / value:.2f}") if number > 1 else ("", "")
            span = f"{min(figure.values):,.1f}-{max(figure.values):,.1f}"
            table.add_row(title if number == 0 else "", figure.name, f"{value:,.1f}", span, *ratios, figure.size)
    console.print(table)
    console.print(
        f"Medians of {options.rounds} rounds of {options.seconds:g} s; {options.workers} workers, {options.clients} "
        f"clients ({tool()}) of each server, {options.backends} of pgbench; {options.facilities:,} facilities; load "
        f"average {os.getloadavg()[0]:.1f} at the end."
    )
    console.print(facts())


if __name__ == "__main__":
    main()
