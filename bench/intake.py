"""Reports through HTTP: 100 a second by 50 clients, then with the database killed twice; and 100,000 attributed anew.

Uses a durable PostgreSQL cluster of its own with 140,000 invented facilities and the server as script/run starts it.
Every report is located, ranked, given its competent body and stored before its 201. Seconds count from when a report
was due, so that a stall is paid for by everybody behind it. After the crashes, every acknowledged report must be in
the table exactly once. The second part attributes stored reports in bulk (five nearest, exact on the ellipsoid, and
the areas of three levels), beside geopandas sjoin_nearest and sjoin, which work on plain degrees.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psycopg
from _cluster import durable_cluster
from _filing import Letter, Outcome, Point, file_all, letters
from _granian import served, usual_workers
from _machine import facts
from _reattribution import compare
from _scratch import fill, scratch_database, tidy
from rich.console import Console
from rich.table import Table

from tests.facilities.imports.throwaway import Cluster

_SEED = 20260415
_DOWN_S = 2.0


def main() -> None:
    """Fill, file in peace, file through two crashes, count; then the bulk part."""
    options = _options()
    console = Console()
    with durable_cluster() as cluster, tempfile.TemporaryDirectory() as state:
        os.environ.update(DATABASE_URL=cluster.url("postgres"), PHANGUT_STATE=state)
        with scratch_database("phangut_bench_intake", keep=True, say=lambda words: None) as url:
            fill(options.facilities, console)
            if not options.bulk_only:
                _file(cluster, url, state, options, console)
            if not options.filing_only:
                _forget_connections()
                compare(options.reports, options.rounds, _SEED, console)
    console.print(facts())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facilities", type=int, default=140_000)
    parser.add_argument("--rate", type=float, default=100.0, help="reports a second (100)")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--reports", type=int, default=100_000, help="attributed anew in bulk (100,000)")
    parser.add_argument("--rounds", type=int, default=3, help="of the bulk part (3)")
    parser.add_argument("--filing-only", action="store_true")
    parser.add_argument("--bulk-only", action="store_true")
    return parser.parse_args()


def _file(cluster: Cluster, url: str, state: str, options: argparse.Namespace, console: Console) -> None:
    places = _places()
    env = {"DATABASE_URL": url, "PHANGUT_STATE": state}
    table = Table(
        "run", "due", "acknowledged", "per second", "p50 ms", "p95 ms", "p99 ms", "worst ms", "tries", box=None
    )
    python = Path(sys.executable)
    with served(python, "tiles.asgi:application", "/healthz", env, usual_workers(), interface="asginl") as base:
        # A service has reports already: of tables that were empty when they were vacuumed the planner knows no size.
        asyncio.run(file_all(base, letters(places, 50, 20, "before", _SEED), options.clients))
        tidy()
        for name, kills in (("in peace", 0), ("two crashes", 2)):
            sent = letters(places, options.rate, options.seconds, name.replace(" ", "-"), _SEED + kills)
            outcome = asyncio.run(_run(base, cluster, sent, kills, options))
            _row(table, name, sent, outcome)
            table.add_section()
            console.print(f"{name}: {_in_the_table(url, sent, outcome)}")
    console.print(table)
    console.print(f"{options.clients} clients, {usual_workers()} workers. Load average {os.getloadavg()[0]:.1f}.")


async def _run(base: str, cluster: Cluster, sent: list[Letter], kills: int, options: argparse.Namespace) -> Outcome:
    async def crash() -> None:
        for _ in range(kills):
            await asyncio.sleep(options.seconds / (kills + 1))
            await asyncio.to_thread(cluster.stop_like_a_crash)
            await asyncio.sleep(_DOWN_S)
            await asyncio.to_thread(cluster.start)

    return await file_all(base, sent, options.clients, crash if kills else None)


def _row(table: Table, name: str, sent: list[Letter], outcome: Outcome) -> None:
    cuts = quantiles(outcome.seconds, n=100)
    span = max(outcome.done_at)
    milliseconds = [f"{1000 * value:,.0f}" for value in (cuts[49], cuts[94], cuts[98], max(outcome.seconds))]
    rate = f"{len(outcome.acknowledged) / span:.1f}"
    table.add_row(name, str(len(sent)), str(len(outcome.acknowledged)), rate, *milliseconds, str(outcome.tries))


def _in_the_table(url: str, sent: list[Letter], outcome: Outcome) -> str:
    """Counts every mark: an acknowledged report stands there once, with its code, attributed, and nothing else does."""
    query = """
        SELECT substring(description FROM '[a-z-]+-[0-9]{6}$') AS mark, tracking_code, lead_id IS NOT NULL
        FROM incidents_report LEFT JOIN incidents_attribution ON report_id = id
    """
    # A connection of its own: the crashes took those of this process with them.
    with psycopg.connect(url) as connection:
        rows = connection.execute(query).fetchall()
    stored: dict[str, list[tuple[str, bool]]] = {}
    for mark, code, attributed in rows:
        stored.setdefault(mark, []).append((code, attributed))
    told = outcome.acknowledged
    once = sum([(code, True)] == stored.get(mark, []) for mark, code in told.items())
    twice = sum(len(stored.get(letter.mark, [])) > 1 for letter in sent)
    refused = f"; refused: {outcome.refused[:3]}" if outcome.refused else ""
    return f"{len(told):,} acknowledged, {once:,} in the table exactly once and attributed, {twice} twice{refused}"


def _forget_connections() -> None:
    """Those of this process from before the crashes."""
    from django.db import connection

    connection.close()
    connection.close_pool()


def _places() -> list[Point]:
    """Within about a kilometre of facilities, in Thailand by their province."""
    import random

    from facilities.models import Facility

    draw = random.Random(_SEED)
    found = Facility.objects.filter(position__isnull=False).exclude(province_code="").order_by("id")
    positions = draw.sample([(p.x, p.y) for p in found.values_list("position", flat=True)], 5_000)
    return [(round(x + draw.gauss(0, 0.003), 6), round(y + draw.gauss(0, 0.003), 6)) for x, y in positions]


if __name__ == "__main__":
    main()
