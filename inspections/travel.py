"""Travel times and lines between places: from roads where the graph covers them, estimated elsewhere, and saying which.

Times are whole seconds, distances metres, places longitude and latitude.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from geo.coordinates import LonLat
from geo.errors import Unavailable
from inspections.estimate import Estimate
from inspections.method import Method, Source
from inspections.problem import Matrix
from inspections.roadgraph import current_graph
from inspections.roads import LocalRoads, Roads, RoadTable, ServedRoads


@dataclass(frozen=True)
class Times:
    """The matrix, and what to tell people about it. `off_road` are indices of places too far from any road."""

    matrix: Matrix
    source: Source
    off_road: tuple[int, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Leg:
    """The way between two consecutive places of a route."""

    line: tuple[LonLat, ...]
    method: Method


@dataclass(frozen=True)
class Travel:
    """Roads where there are any, the estimate for the rest. A place beyond `snap_m` of a road is not on the graph."""

    estimate: Estimate
    roads: Roads | None = None
    snap_m: float = 1000
    facts: dict[str, Any] = field(default_factory=dict)

    def times(self, places: Sequence[LonLat]) -> Times:
        """Between all pairs of places."""
        seconds, metres = self.estimate.table(places)
        guess = Matrix(tuple(map(tuple, seconds)), tuple(map(tuple, metres)))
        facts = {"detour": self.estimate.detour, "speed_kmh": self.estimate.speed_kmh, **self.facts}
        if self.roads is None:
            return Times(_all_estimated(guess), Source.ESTIMATE, facts=facts)
        try:
            table = self.roads.table(places)
        except Unavailable as error:
            return Times(_all_estimated(guess), Source.ESTIMATE, facts={**facts, "unanswered": error.detail})
        return self._merged(guess, table, facts)

    def legs(self, places: Sequence[LonLat], estimated: Sequence[bool]) -> list[Leg]:
        """One leg per consecutive pair; straight where `estimated` says so or no road is found."""
        pairs = zip(places, places[1:], estimated, strict=False)
        return [self._leg(start, end, straight) for start, end, straight in pairs]

    def _leg(self, start: LonLat, end: LonLat, straight: bool) -> Leg:
        if self.roads is None or straight:
            return Leg((start, end), Method.ESTIMATE)
        try:
            line = self.roads.line(start, end)
        except Unavailable:
            line = None
        return Leg((start, *line, end), Method.ROAD) if line else Leg((start, end), Method.ESTIMATE)

    def _merged(self, guess: Matrix, table: RoadTable, facts: dict[str, Any]) -> Times:
        off = tuple(place for place, metres in enumerate(table.snap_m) if metres > self.snap_m)
        missing = frozenset(
            (a, b)
            for a in range(guess.size)
            for b in range(guess.size)
            if a != b and (a in off or b in off or table.durations_s[a][b] is None)
        )
        durations = _filled(table.durations_s, guess.durations_s, missing)
        distances = _filled(table.distances_m, guess.distances_m, missing)
        pairs = guess.size * (guess.size - 1)
        source = Source.ROADS if not missing else Source.ESTIMATE if len(missing) == pairs else Source.MIXED
        return Times(Matrix(durations, distances, missing), source, off, facts)


def configured() -> Travel:
    """By the settings: a road server, else the graph that `manage.py build_roads` made current, else the estimate."""
    estimate = Estimate(settings.TRAVEL_DETOUR, settings.TRAVEL_SPEED_KMH)
    if settings.OSRM_URL:
        facts = {"graph": settings.OSRM_URL}
        return Travel(estimate, ServedRoads(settings.OSRM_URL), settings.ROAD_SNAP_M, facts)
    graph = current_graph(settings.GRAPH_DIR)
    if graph is None:
        return Travel(estimate)
    facts = {"graph": graph.name, "graph_date": graph.date, "graph_source": graph.source}
    return Travel(estimate, LocalRoads(graph.base, graph.name), settings.ROAD_SNAP_M, facts)


def _all_estimated(guess: Matrix) -> Matrix:
    pairs = frozenset((a, b) for a in range(guess.size) for b in range(guess.size) if a != b)
    return Matrix(guess.durations_s, guess.distances_m, pairs)


def _filled(
    rows: list[list[float | None]], guess: tuple[tuple[int, ...], ...], missing: frozenset[tuple[int, int]]
) -> tuple[tuple[int, ...], ...]:
    """Road values rounded to whole units, guesses where they are missing, zero on the diagonal."""
    size = range(len(guess))
    return tuple(
        tuple(0 if a == b else guess[a][b] if (a, b) in missing else round(rows[a][b] or 0) for b in size) for a in size
    )
