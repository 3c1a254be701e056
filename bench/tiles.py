"""Vector tiles per second: beside the bare SQL (pgbench), beside tipg on the same tables, beside nginx with the bytes.

Uses a scratch database of 300,000 invented facilities and 1,000,000 reports. The densest tile of each layer at four
zooms: uncached, once as it is served, where equal requests that come while one is drawn share the next drawing, and
once with every request drawn by itself; cached; then people who pan and zoom over both layers. Ratios are printed and
nothing is asserted: figures of different machines do not compare, ratios of one run do. What the tiles hold differs,
and the table says how: far out ours holds aggregates and tipg's every feature; close up both hold single features with
the same columns, but for reports, of which the public gets aggregates throughout.
"""

import argparse
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
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
from _many import fill_reports, fill_sites
from _nginx import sending
from _panning import Session, panned, share
from _pgbench import find, transactions_per_second
from _scratch import await_idle, scratch_database, tidy
from _tipg import VERSION, serving, tile_path
from rich.console import Console
from rich.table import Table

_TABLES = {
    "facilities": (
        "facilities_facility",
        "mercator",
        ("kind", "status", "hazard", "approximate", "name_th", "name_en"),
    ),
    "incidents": ("incidents_report", "blurred", ("category_id",)),
}
"""Table, place and columns of what the public sees."""

_ZOOMS = (5, 8, 11, 14)
_SLOW_S, _SLOW_CLIENTS = 2.0, 2


@dataclass
class Figure:
    """One thing measured: `measure(seconds)` gives one per-second value."""

    name: str
    measure: Callable[[float], float]
    size: str = ""
    values: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Of the rounds."""
        return median(self.values)


@dataclass
class Tile:
    """The figures of one tile, by what was measured."""

    title: str
    figures: dict[str, Figure]


@dataclass
class Servers:
    """Base URLs. All run at once; the idle ones cost nothing."""

    uncached: str
    alone: str
    cached: str
    tipg: str


def main() -> None:
    """Fill, serve, measure in turns, print."""
    options = _options()
    console = Console(width=170)
    with ExitStack() as stack:
        keep = scratch_database("phangut_bench_tiles", keep=options.keep, say=console.print)
        database_url = stack.enter_context(keep)
        fill_sites(options.facilities, console)
        fill_reports(options.reports, console)
        tidy()
        servers = _servers(stack, database_url, options.workers)
        tiles = _tiles(stack, database_url, servers, options)
        for turn in range(options.rounds):
            for figure in (figure for tile in tiles for figure in tile.figures.values()):
                figure.values.append(figure.measure(options.seconds))
                await_idle()
            console.print(f"round {turn + 1} of {options.rounds} done, load {os.getloadavg()[0]:.1f}")
        _print(console, tiles, options)
        _print_panning(console, _people(stack, options), options)
        console.print(facts())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facilities", type=int, default=300_000)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--zooms", type=int, nargs="+", default=_ZOOMS)
    parser.add_argument("--seconds", type=float, default=5, help="per figure and round (5)")
    parser.add_argument("--rounds", type=int, default=3, help="medians are of so many (3)")
    parser.add_argument("--clients", type=int, default=16, help="connections to a web server (16)")
    parser.add_argument("--backends", type=int, default=2, help="connections of pgbench (2)")
    parser.add_argument("--workers", type=int, default=usual_workers(), help="of each web server (as script/run)")
    parser.add_argument("--users", type=int, default=50, help="who pan and zoom (50)")
    parser.add_argument("--panning", type=float, default=60, help="seconds of it (60)")
    parser.add_argument("--keep", action="store_true", help="leave the scratch database for the next run")
    return parser.parse_args()


def _servers(stack: ExitStack, database_url: str, workers: int) -> Servers:
    tables = [table for table, _place, _columns in _TABLES.values()]
    return Servers(
        # Less than any tile: nothing is kept, equal requests under way are answered together.
        _ours(stack, workers, disk_mb="0", memory_mb="0.001"),
        _ours(stack, workers, disk_mb="0", memory_mb="0"),
        _ours(stack, workers),
        stack.enter_context(serving(database_url, tables, workers)),
    )


def _ours(stack: ExitStack, workers: int, *, disk_mb: str = "512", memory_mb: str = "32") -> str:
    """Our server with a state directory of its own, so that no cache from before is met."""
    state = stack.enter_context(tempfile.TemporaryDirectory(prefix="phangut-bench-"))
    env = {"PHANGUT_STATE": state, "PHANGUT_TILE_CACHE_MB": disk_mb, "PHANGUT_TILE_MEMORY_MB": memory_mb}
    env |= {"PHANGUT_DEBUG": "0", "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    # Django has no start-up protocol; "asgi" would try it and warn.
    python, probe = Path(sys.executable), "/tiles/facilities.json"
    return stack.enter_context(served(python, "tiles.asgi:application", probe, env, workers, interface="asginl"))


def _tiles(stack: ExitStack, database_url: str, servers: Servers, options: argparse.Namespace) -> list[Tile]:
    found = []
    for layer, (table, place, columns) in _TABLES.items():
        for zoom in options.zooms:
            x, y, count = _densest(table, place, zoom)
            path = f"/tiles/{layer}/{zoom}/{x}/{y}.mvt"
            nginx = stack.enter_context(sending({"tile": _read(servers.cached + path)}, options.workers))
            figures = {
                "uncached": _http("uncached, as served", servers.uncached + path, options.clients),
                "alone": _http("uncached, each by itself", servers.alone + path, options.clients),
                "sql": _database(database_url, layer, zoom, x, y, options.backends),
                "tipg": _http(VERSION, servers.tipg + tile_path(table, place, columns, zoom, x, y), options.clients),
                "cached": _http("cached", servers.cached + path, options.clients),
                "nginx": _http("nginx, the same bytes", f"{nginx}/tile", options.clients, decode=False),
            }
            found.append(Tile(f"{layer} {zoom}/{x}/{y}\n{count:,} features", figures))
    return found


def _http(name: str, url: str, clients: int, *, decode: bool = True) -> Figure:
    """Long enough for every client to get an answer; few ask where one takes seconds."""
    started = time.perf_counter()
    content = _read(url)
    one_s = time.perf_counter() - started

    def measure(seconds: float) -> float:
        if one_s > _SLOW_S:
            return _side_by_side(url)
        return requests_per_second(url, clients=clients, seconds=max(seconds, ceil(1.5 * one_s * clients)))

    return Figure(name, measure, _holds(content) if decode else "")


def _side_by_side(url: str) -> float:
    """Few requests at once, where one takes seconds."""
    started = time.perf_counter()
    with ThreadPoolExecutor(_SLOW_CLIENTS) as threads:
        list(threads.map(_read, [url] * _SLOW_CLIENTS))
    return _SLOW_CLIENTS / (time.perf_counter() - started)


def _database(database_url: str, layer: str, zoom: int, x: int, y: int, backends: int) -> Figure:
    """The very statement that our server runs, its parameters written in."""
    statement = of_tile(layer, zoom, x, y)
    program = find()
    if program is None:
        raise SystemExit("pgbench is missing; it comes with PostgreSQL's server packages")
    return Figure(
        "bare SQL (pgbench)",
        lambda seconds: transactions_per_second(program, database_url, statement, clients=backends, seconds=seconds),
    )


def _densest(table: str, place: str, zoom: int) -> tuple[int, int, int]:
    """The tile of that zoom with the most features: column, row, and how many."""
    from django.db import connection

    from geo.crs import MERCATOR_HALF_WORLD_M

    width = 2 * MERCATOR_HALF_WORLD_M / 2**zoom
    statement = f"""
        SELECT floor((ST_X({place}) + %(half)s) / %(width)s)::int AS x,
            floor((%(half)s - ST_Y({place})) / %(width)s)::int AS y, count(*)
        FROM {table} WHERE {place} IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 1
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, {"half": MERCATOR_HALF_WORLD_M, "width": width})
        x, y, count = cursor.fetchone()
    return x, y, count


def _read(url: str) -> bytes:
    """As it is sent."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=300) as answer:
        content: bytes = answer.read()
    return content


def _holds(sent: bytes) -> str:
    plain = gzip.decompress(sent) if sent[:2] == b"\x1f\x8b" else sent
    if len(plain) > 10_000_000:
        # Decoding it would take minutes and tell nothing more.
        return f"{len(plain) / 1e6:,.1f} MB, {len(sent) / 1000:,.1f} kB sent"
    features = sum(len(layer["features"]) for layer in mapbox_vector_tile.decode(plain).values())
    return f"{features:,} features, {len(plain) / 1000:,.1f} kB, {len(sent) / 1000:,.1f} sent"


def _people(stack: ExitStack, options: argparse.Namespace) -> list[tuple[str, Session]]:
    """Twice over one server: first nobody has asked for anything, then others have before."""
    base = _ours(stack, options.workers)
    cold = panned(base, users=options.users, seconds=options.panning, seed=1)
    return [
        ("nothing kept", cold),
        ("kept by others", panned(base, users=options.users, seconds=options.panning, seed=2)),
    ]


def _print(console: Console, tiles: list[Tile], options: argparse.Namespace) -> None:
    table = Table("tile", "figure", "per second", "range", "ours / it", "asked", "holds", box=None)
    for tile in tiles:
        figures = tile.figures
        rows = [
            ("uncached", "", ""),
            ("alone", "", ""),
            ("sql", f"by itself {_ratio(figures, 'alone', 'sql')}", "0.3 of the small one"),
            ("tipg", f"{_ratio(figures, 'uncached', 'tipg')}, by itself {_ratio(figures, 'alone', 'tipg')}", "3"),
            ("cached", "", ""),
            ("nginx", _ratio(figures, "cached", "nginx"), "0.2"),
        ]
        for number, (name, ratio, asked) in enumerate(rows):
            figure = figures[name]
            size = "" if name == "alone" else figure.size
            span = f"{min(figure.values):,.1f}-{max(figure.values):,.1f}"
            title = tile.title if number == 0 else ""
            table.add_row(title, figure.name, f"{figure.middle:,.1f}", span, ratio, asked, size)
    console.print(table)
    console.print(
        f"Medians of {options.rounds} rounds of {options.seconds:g} s; {options.workers} workers, {options.clients} "
        f"clients ({tool()}), {_SLOW_CLIENTS} at once where an answer takes over {_SLOW_S:g} s, {options.backends} "
        f"of pgbench; {options.facilities:,} facilities, {options.reports:,} reports; load {os.getloadavg()[0]:.1f}."
    )


def _ratio(figures: dict[str, Figure], ours: str, other: str) -> str:
    return f"{figures[ours].middle / figures[other].middle:.2f}"


def _print_panning(console: Console, sessions: list[tuple[str, Session]], options: argparse.Namespace) -> None:
    columns = ("people", "tiles", "tile p50 ms", "p95", "p99", "views", "view p50 ms", "p95", "answers")
    table = Table(*columns, box=None)
    for name, session in sessions:
        tiles = [f"{1000 * share(session.tiles_s, part):,.0f}" for part in (0.5, 0.95, 0.99)]
        views = [f"{1000 * share(session.views_s, part):,.0f}" for part in (0.5, 0.95)]
        statuses = ", ".join(f"{status}: {number:,}" for status, number in sorted(session.statuses.items()))
        table.add_row(name, f"{len(session.tiles_s):,}", *tiles, f"{len(session.views_s):,}", *views, statuses)
    console.print(table)
    console.print(
        f"{options.users} people for {options.panning:g} s, screens of 12 tiles of both layers, one move a second, the "
        "client on the same machine."
    )


if __name__ == "__main__":
    main()
