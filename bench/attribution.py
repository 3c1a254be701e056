"""Reports attributed and stored per second, one process and two, beside the bare SQL KNN over the same points.

Uses a scratch database of 140,000 invented facilities and the default boundaries. Each report is located, joined to
its five nearest facilities, given its competent body and stored with areas, candidates, first step and audit record,
in a transaction of its own. The bare KNN is `ORDER BY shape <-> point LIMIT 5` on geography by psycopg alone: it
stores nothing and proves nothing about the order beyond the sphere. A ratio is printed and nothing is asserted.
"""

import argparse
import math
import multiprocessing
import os
import random
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from statistics import median

import psycopg
from _machine import facts
from _scratch import fill, scratch_database, tidy
from rich.console import Console
from rich.table import Table

Point = tuple[float, float]
Work = Callable[[list[Point]], float]

_SEED = 20260312
_KNN = """
    SELECT id FROM facilities_facility WHERE shape IS NOT NULL
    ORDER BY shape <-> %s::geography LIMIT 5
"""
_WARM_UP = 50
_AROUND_M = 1_000.0


@dataclass
class Figure:
    """One thing measured, in so many processes at once; one per-second value per round."""

    name: str
    work: Work
    processes: int
    values: list[float] = field(default_factory=list)


def main() -> None:
    """Fill, measure in turns, print."""
    options = _options()
    console = Console()
    with scratch_database("phangut_bench_attribution", keep=options.keep, say=console.print):
        fill(options.facilities, console)
        _start_empty()
        points = _points(options.reports)
        console.print(f"{len(points):,} places within 1 km of a facility, seed {_SEED}")
        figures = [Figure(name, work, n) for n in (1, 2) for name, work in (("file_report", _file), ("KNN", _knn))]
        with ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), _join) as pool:
            _measure(figures, points, pool, options.rounds, console)
        _print(console, figures, _stored(), options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facilities", type=int, default=140_000)
    parser.add_argument("--reports", type=int, default=1_000, help="per figure and round (1,000)")
    parser.add_argument("--rounds", type=int, default=3, help="medians are of so many (3)")
    parser.add_argument("--keep", action="store_true", help="leave the scratch database for the next run")
    return parser.parse_args()


def _measure(
    figures: list[Figure], points: list[Point], pool: ProcessPoolExecutor, rounds: int, console: Console
) -> None:
    for work in (_file, _knn):
        list(pool.map(work, [points[:_WARM_UP]] * 4))
    for turn in range(rounds):
        for figure in figures:
            shares = [points[share :: figure.processes] for share in range(figure.processes)]
            figure.values.append(len(points) / max(pool.map(figure.work, shares)))
        console.print(f"round {turn + 1} of {rounds} done")


def _join() -> None:
    """A worker takes over the scratch database, whose address it inherits."""
    import django

    django.setup()


def _file(points: list[Point]) -> float:
    """Seconds to attribute and store a report at each place."""
    from django.utils import timezone

    from geo.changes import Actor
    from incidents.draft import ReportDraft
    from incidents.operations import file_report

    said = {"category": "odour", "description": "กลิ่นเหม็นจากโรงงาน", "accuracy_m": 20}
    drafts = [ReportDraft.parse(lon=lon, lat=lat, **said) for lon, lat in points]
    actor, now = Actor("bench"), timezone.now()
    started = time.perf_counter()
    for draft in drafts:
        file_report(draft, actor=actor, now=now)
    return time.perf_counter() - started


def _knn(points: list[Point]) -> float:
    """Seconds for the nearest five of each place by the index alone."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        started = time.perf_counter()
        for lon, lat in points:
            connection.execute(_KNN, [f"SRID=4326;POINT({lon!r} {lat!r})"]).fetchall()
        return time.perf_counter() - started


def _points(count: int) -> list[Point]:
    """Places where reports come from: around facilities, in Thailand."""
    from facilities.models import Facility

    draw = random.Random(_SEED)
    placed = Facility.objects.filter(position__isnull=False).order_by("id")
    positions = [(p.x, p.y) for p in placed.values_list("position", flat=True)]
    points: list[Point] = []
    while len(points) < count:
        point = _around(draw.choice(positions), draw)
        if _in_thailand(point):
            points.append(point)
    return points


def _around(centre: Point, draw: random.Random) -> Point:
    angle, metres = draw.uniform(0, 2 * math.pi), _AROUND_M * math.sqrt(draw.random())
    lat = centre[1] + metres * math.sin(angle) / 110_600
    return round(centre[0] + metres * math.cos(angle) / (111_300 * math.cos(math.radians(lat))), 6), round(lat, 6)


def _in_thailand(point: Point) -> bool:
    from geo.areas import locate
    from geo.coordinates import LonLat
    from geo.errors import OutsideThailand

    try:
        locate(LonLat(*point))
    except OutsideThailand:
        return False
    return True


def _start_empty() -> None:
    """Every run begins with no reports, also on a kept database."""
    from incidents.models import Report

    Report.objects.all().delete()
    tidy()


def _stored() -> int:
    from incidents.models import Attribution

    return Attribution.objects.count()


def _print(console: Console, figures: list[Figure], stored: int, options: argparse.Namespace) -> None:
    table = Table("processes", "figure", "per second", "range", "file_report / KNN", box=None)
    for filed, bare in zip(figures[::2], figures[1::2], strict=True):
        ratio = median(filed.values) / median(bare.values)
        for figure, said in ((filed, ""), (bare, f"{ratio:.2f}")):
            span = f"{min(figure.values):,.0f}-{max(figure.values):,.0f}"
            table.add_row(str(figure.processes), figure.name, f"{median(figure.values):,.0f}", span, said)
    console.print(table)
    console.print(
        f"Medians of {options.rounds} rounds of {options.reports:,} reports, {options.facilities:,} facilities; "
        f"{stored:,} reports stored. Load average {os.getloadavg()[0]:.1f}."
    )
    console.print(facts())


if __name__ == "__main__":
    main()
