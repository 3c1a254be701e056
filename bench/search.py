"""Searches of the register: milliseconds, how often the sought site is found, and the same without the indexes.

Uses a scratch database of 300,000 invented facilities. Timed is what the JSON API does for ten answers, from the text
to the finished items, in one process over one connection. The sought site counts as found when it is among the first
ten; queries that more than ten sites answer in full are left out of that share, since no order of theirs is right.
"""

import argparse
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from _machine import facts
from _queries import Asked, Site, queries
from _scratch import fill, scratch_database
from rich.console import Console
from rich.table import Table

_FIRST = 10
_INDEXES = ("facility_search_trgm", "licence_canonical", "licence_digits", "licence_fourteen", "licence_eleven")


@dataclass(frozen=True, slots=True)
class Answered:
    """One query with its time. `found` is None where more than ten sites fit it in full."""

    asked: Asked
    milliseconds: float
    found: bool | None = None


def main() -> None:
    """Fill, ask, print; then the same in part without the indexes."""
    options = _options()
    console = Console()
    with scratch_database("phangut_bench_search", keep=options.keep, say=console.print):
        fill(options.facilities, console)
        asked = queries(_sites(options.facilities, options.seed), options.queries, random.Random(options.seed))
        for one in asked[:20]:
            _ask(one.text)
        answered = [_measured(one) for one in asked]
        console.print(_table(answered))
        console.print(f"The slowest: {', '.join(_said(one) for one in _slowest(answered))}")
        _compare(asked[: options.without], answered, console)
        console.print(f"{options.facilities:,} facilities. Load average {os.getloadavg()[0]:.1f}.")
        console.print(facts())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facilities", type=int, default=300_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--without", type=int, default=40, help="queries asked again without the indexes (40)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the scratch database for the next run")
    return parser.parse_args()


def _sites(facilities: int, seed: int) -> list[Site]:
    """Some two thousand, spread over the register."""
    from facilities.models import Facility

    rng = random.Random(seed)
    ids = list(Facility.objects.order_by("pk").values_list("pk", flat=True))
    chosen = Facility.objects.filter(pk__in=rng.sample(ids, min(2_000, facilities))).order_by("pk")
    return [_site(one) for one in chosen.prefetch_related("licences")]


def _site(facility: object) -> Site:
    from facilities.models import Facility

    assert isinstance(facility, Facility)
    licence = facility.licences.all()[0]
    name = facility.name_th or facility.operator_th.removeprefix("บริษัท ").removesuffix(" จำกัด")
    places = facility.province_th, facility.subdistrict_th
    return Site(facility.pk, name, facility.name_en, *places, licence.number, licence.fourteen)


def _ask(text: str) -> tuple[list[int], float]:
    from facilities import answers
    from facilities.listing import page_of
    from facilities.ordering import Order
    from facilities.selection import Selection

    started = time.perf_counter()
    items = answers.found(*page_of(Selection(text), Order(), 0, _FIRST))["items"]
    return [item["id"] for item in items], (time.perf_counter() - started) * 1000


def _measured(asked: Asked) -> Answered:
    from facilities.models import Facility

    ids, milliseconds = _ask(asked.text)
    full = Facility.objects.matching(asked.meant).order_by()[: _FIRST + 1].count() if asked.meant else _FIRST + 1
    return Answered(asked, milliseconds, asked.site.id in ids if full <= _FIRST else None)


def _table(answered: list[Answered]) -> Table:
    table = Table("query", "asked", "median ms", "p95", "worst", "found in the first ten", box=None)
    groups: dict[str, list[Answered]] = defaultdict(list)
    for one in answered:
        groups[one.asked.kind].append(one)
    for kind, group in [*groups.items(), ("all", answered)]:
        times = [one.milliseconds for one in group]
        table.add_row(kind, str(len(group)), *_figures(times), _share(group))
    return table


def _figures(times: list[float]) -> tuple[str, str, str]:
    ordered = sorted(times)
    return f"{median(times):.1f}", f"{ordered[int(len(ordered) * 0.95)]:.1f}", f"{ordered[-1]:.1f}"


def _share(group: list[Answered]) -> str:
    told = [one.found for one in group if one.found is not None]
    return f"{sum(told)} of {len(told)}" if told else "more than ten fit"


def _slowest(answered: list[Answered]) -> list[Answered]:
    return sorted(answered, key=lambda one: -one.milliseconds)[:5]


def _said(one: Answered) -> str:
    return f"“{one.asked.text}” {one.milliseconds:.0f} ms"


def _compare(asked: Iterable[Asked], answered: list[Answered], console: Console) -> None:
    times = {one.asked.text: one.milliseconds for one in answered}
    with _without_indexes():
        without = [(one.text, _ask(one.text)[1]) for one in asked]
    table = Table(f"the same {len(without)} queries", "median ms", "p95", "worst", box=None)
    table.add_row("with the indexes", *_figures([times[text] for text, _ms in without]))
    table.add_row("without", *_figures([milliseconds for _text, milliseconds in without]))
    console.print(table)


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Dropped in a transaction that is given up, so that nothing has to be built again."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {', '.join(_INDEXES)}")
        yield
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
