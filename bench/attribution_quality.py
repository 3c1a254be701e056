"""How often the ranking of likely sites, and the nearest site alone, name the true source of invented reports.

The reports and the register are those of bench/_sources.py, which says how they differ from what the model assumes.
Tuning (`--tune`) and measuring use districts of their own, at other places, from other seeds, with other truths:
nothing is measured on what it was tuned on. A third of the reports come first and are taken as settled, so that the
rest find earlier confirmed ones. Hit rates are printed by category and nothing is asserted.
"""

import argparse
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from _machine import facts
from _scratch import scratch_database, tidy
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from _hits import Case, Hits

    from incidents.ranking.parameters import Parameters

_TUNE_AT, _MEASURE_AT = ((101.2, 12.9), (100.3, 13.6)), ((101.9, 13.7), (102.2, 14.8), (100.7, 14.6))
_TUNE_SEED, _MEASURE_SEED = 11, 31_415


def main() -> None:
    """Build the districts, ask, print."""
    options = _options()
    console = Console(width=140)
    with scratch_database("phangut_bench_quality", keep=False, say=console.print):
        _prepare()
        places, seed = (_TUNE_AT, _TUNE_SEED) if options.tune else (_MEASURE_AT, options.seed)
        given = gathered(places, seed, options.reports, sites=options.sites)
        if options.tune:
            _tune(given, options.tune, console)
        _print(console, given, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2_000, help="measured (2,000)")
    parser.add_argument("--sites", type=int, default=900, help="registered, to a district of 14 km square (900)")
    parser.add_argument("--seed", type=int, default=_MEASURE_SEED, help="of what is measured; tuning has its own")
    parser.add_argument("--tune", type=int, default=0, metavar="TRIES", help="on districts of its own; print the best")
    return parser.parse_args()


def gathered(places: Sequence[tuple[float, float]], seed: int, reports: int, *, sites: int) -> "list[Case]":
    """So many cases over the districts at these places, each with what was confirmed before it."""
    from _hits import cases, confirmed, settle, with_past
    from _sources import District

    from geo.coordinates import LonLat

    districts = [
        District(LonLat(*place), seed + number, sites=sites, number=number) for number, place in enumerate(places)
    ]
    keys = settle(districts)
    _tell_planner()
    each = math.ceil(reports / len(districts))
    found: list[Case] = []
    for number, district in enumerate(districts):
        told = list(district.reports(each + each // 2, first=number * 2 * each))
        seen = cases(told, keys)
        past = confirmed(seen[: each // 2])
        found.extend(with_past(case, past) for case in seen[each // 2 :])
    return found[:reports]


def _prepare() -> None:
    import os

    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    with open(os.devnull, "w") as nowhere:
        call_command("load_reference", stdout=nowhere, skip_checks=True)
    tidy()


def _tell_planner() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE facilities_facility, facilities_licence, facilities_factoryactivity")


def _tune(given: "list[Case]", tries: int, console: Console) -> None:
    """Random search for what gives the true source the greatest share, over all categories alike."""
    from incidents.ranking.parameters import DEFAULTS

    draw = random.Random(_TUNE_SEED)
    best, score = DEFAULTS, _score(given, DEFAULTS)
    console.print(f"as it is: {score:.4f}")
    for turn in range(tries):
        tried = _near(best, draw)
        if (reached := _score(given, tried)) > score:
            best, score = tried, reached
            console.print(f"{turn}: {score:.4f} {best}")


def _near(best: "Parameters", draw: random.Random) -> "Parameters":
    names = ("near_share", "base_m", "noticed_spread", "degrees_of_freedom", "unlicensed", "unlicensed_per_km2")
    name = draw.choice((*names, "unlicensed_of"))
    times = draw.lognormvariate(0, 0.35)
    if name == "unlicensed_of":
        category = draw.choice(sorted(best.unlicensed_of))
        return replace(
            best, unlicensed_of={**best.unlicensed_of, category: min(0.9, best.unlicensed_of[category] * times)}
        )
    highest = 0.9 if name in ("near_share", "unlicensed") else math.inf
    return replace(best, **{name: min(highest, getattr(best, name) * times)})


def _score(given: "list[Case]", tried: "Parameters") -> float:
    """The mean logarithm of the share that the truth gets; a source off the list gets a thousandth."""
    from _hits import question_of

    from incidents.ranking import rank

    shares = []
    for case in given:
        likely = rank(question_of(case), case.found.sites, given=tried).likely
        shares.append(next((one.share for one in likely if one.facility_id == case.source), 0.0))
    return sum(math.log(max(share, 0.001)) for share in shares) / len(shares)


def _print(console: Console, given: "list[Case]", options: argparse.Namespace) -> None:
    from _hits import count, total

    counted = count(given)
    table = Table(box=None)
    rates = ("rank 1", "nearest", "top 5", "nearest 5")
    for name in ("category", "reports", *rates, "registered", *(f"{name} *" for name in rates)):
        table.add_column(name, no_wrap=True, justify="left" if name == "category" else "right")
    for category in sorted(counted):
        table.add_row(category, *_row(counted[category]))
    table.add_row("all", *_row(total(counted.values())))
    console.print(table)
    console.print(
        "Per cent. Nearest names none beyond 500 m and both error radii. *: of the reports whose source is registered, "
        "in the order of the sites alone. "
        f"Seed {options.seed}, {len(given):,} reports, {options.sites:,} sites to a district."
    )
    console.print(facts())


def _row(hits: "Hits") -> list[str]:
    (one, five, one_named, five_named), alone = hits.ranked, hits.alone
    whole = [(one, alone[0]), (five, alone[1])]
    named = [(one_named, alone[2]), (five_named, alone[3])]
    shown = [f"{100 * count / max(hits.reports, 1):.0f}" for pair in whole for count in pair]
    starred = [f"{100 * count / max(hits.named, 1):.0f}" for pair in named for count in pair]
    return [str(hits.reports), *shown, str(hits.named), *starred]


if __name__ == "__main__":
    main()
