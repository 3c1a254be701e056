"""The bulk part of the intake bench: our exact attribution of many places beside geopandas on the same rows."""

import json
import os
import subprocess
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy
from _scratch import REPO
from rich.console import Console
from rich.table import Table

_PEER = Path(__file__).with_name("_geopandas_peer.py")
_CHECKED = 300
"""So many of the answers are asked for once more one by one."""


def compare(reports: int, rounds: int, seed: int, console: Console) -> None:
    """Times of reading, of both parts of the work and in all, medians of the rounds; then whether ours is exact."""
    places = _places(reports, seed)
    ours, theirs = [], []
    for turn in range(rounds):
        theirs.append(_peer(places))
        ours.append(_ours(places))
        console.print(f"bulk round {turn + 1} of {rounds} done")
    _print(ours, theirs, console)
    console.print(f"{_exact(places):,} of {_CHECKED} checked one by one are the same to the micrometre")


def _places(count: int, seed: int) -> numpy.ndarray:
    from facilities.models import Facility

    draw = numpy.random.default_rng(seed)
    found = Facility.objects.filter(position__isnull=False).exclude(province_code="").order_by("id")
    positions = numpy.array([(p.x, p.y) for p in found.values_list("position", flat=True)])
    return positions[draw.integers(0, len(positions), count)] + draw.normal(0, 0.003, (count, 2))


def _ours(places: numpy.ndarray) -> dict[str, float]:
    from facilities.nearest_many import NearestMany
    from geo.area_index import in_force

    clock = [time.perf_counter()]
    sites, areas = NearestMany.load(), in_force()
    clock.append(time.perf_counter())
    sites.nearest(places, 5)
    clock.append(time.perf_counter())
    areas.codes_by_level(places[:, 0], places[:, 1])
    clock.append(time.perf_counter())
    return _steps(clock)


def _peer(places: numpy.ndarray) -> dict[str, float]:
    """geopandas in the environment of the peers; it prints its clock."""
    venv = Path(os.environ.get("PHANGUT_BENCH_VENV") or Path(os.environ["PHANGUT_STATE"]) / "bench-venv")
    file = Path(os.environ["PHANGUT_STATE"]) / "places.npy"
    numpy.save(file, places)
    command = [str(venv / "bin" / "python"), str(_PEER), os.environ["DATABASE_URL"], str(file)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPO).stdout
    return _steps(json.loads(told.splitlines()[-1]))


def _steps(clock: list[float]) -> dict[str, float]:
    read, nearest, areas = (later - earlier for earlier, later in pairwise(clock))
    return {"reading": read, "nearest": nearest, "areas": areas, "in all": read + nearest + areas}


def _exact(places: numpy.ndarray) -> int:
    from facilities.nearest import nearest
    from facilities.nearest_many import NearestMany
    from geo.area_index import in_force
    from geo.areas import locate
    from geo.coordinates import LonLat
    from geo.errors import OutsideThailand

    some = places[:: max(1, len(places) // _CHECKED)][:_CHECKED]
    found, codes = NearestMany.load().nearest(some, 5), in_force().codes_by_level(some[:, 0], some[:, 1])
    same = 0
    for row, (lon, lat) in enumerate(some):
        place = LonLat(float(lon), float(lat))
        alone = nearest(place, 5)
        agrees = found.ids[row].tolist() == [near.id for near in alone]
        agrees &= bool(numpy.allclose(found.distance_m[row], [near.distance_m for near in alone], atol=1e-6, rtol=0))
        try:
            inside = {area.level: area.code for area in locate(place).areas if area.distance_m == 0.0}
        except OutsideThailand:
            inside = {}
        agrees &= inside == {level.value: names[row] for level, names in codes.items() if names[row]}
        same += agrees
    return same


def _print(ours: list[dict[str, float]], theirs: list[dict[str, float]], console: Console) -> None:
    table = Table("part", "ours s", "geopandas s", "ours / geopandas", box=None)
    for part in ours[0]:
        mine, its = (median(run[part] for run in runs) for runs in (ours, theirs))
        table.add_row(part, f"{mine:.2f}", f"{its:.2f}", f"{mine / its:.2f}")
    console.print(table)
