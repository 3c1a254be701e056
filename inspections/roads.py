"""Driving on a road graph: OSRM in this process, or an osrm-routed server over HTTP. Both speak the same answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import osrm

from geo.coordinates import LonLat
from geo.errors import Unavailable

TIMEOUT_S = 20
# osrm-routed refuses tables of more than 100 x 100 pairs unless told otherwise.
SERVER_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class RoadTable:
    """Seconds and metres between all pairs, None where no road leads; metres from each place to its road."""

    durations_s: list[list[float | None]]
    distances_m: list[list[float | None]]
    snap_m: list[float]


class Roads(Protocol):
    """A road graph. Methods raise `Unavailable` when it does not answer."""

    name: str

    def table(self, places: Sequence[LonLat]) -> RoadTable:
        """Driving between all pairs of places."""
        ...

    def line(self, start: LonLat, end: LonLat) -> tuple[LonLat, ...] | None:
        """The way along roads; None where no road leads."""
        ...


class LocalRoads:
    """OSRM in this process, over the memory-mapped files of `manage.py build_roads`.

    Mapped, so that several server processes share one copy in the page cache.
    """

    def __init__(self, base: Path, name: str) -> None:
        self.name = name
        self._base = base

    def table(self, places: Sequence[LonLat]) -> RoadTable:
        """See `Roads`."""
        asked = osrm.TableParameters(
            coordinates=_pairs(places), annotations=["duration", "distance"], generate_hints=False
        )
        try:
            found = _engine(str(self._base)).Table(asked)
        except RuntimeError as error:
            raise Unavailable(f"The road graph {self.name} cannot be used: {error}") from error
        return _table(found, found["sources"])

    def line(self, start: LonLat, end: LonLat) -> tuple[LonLat, ...] | None:
        """See `Roads`."""
        asked = osrm.RouteParameters(
            coordinates=_pairs([start, end]), geometries="geojson", overview="full", generate_hints=False
        )
        try:
            found = _engine(str(self._base)).Route(asked)
        except RuntimeError:  # OSRM's word for NoRoute and NoSegment
            return None
        return _line(found)


class ServedRoads:
    """An osrm-routed server at `url`, such as `http://roads.example:5000`."""

    def __init__(self, url: str) -> None:
        self.name = url
        self._url = url.rstrip("/")

    def table(self, places: Sequence[LonLat]) -> RoadTable:
        """See `Roads`. Asked in slices of rows, so that a server with default limits serves 200 visits."""
        rows = max(1, SERVER_PAIRS // len(places))
        whole = RoadTable([], [], [])
        for first in range(0, len(places), rows):
            asked = range(first, min(first + rows, len(places)))
            found = self._ask("table", places, annotations="duration,distance", sources=";".join(map(str, asked)))
            part = _table(found, found["sources"])
            whole.durations_s.extend(part.durations_s)
            whole.distances_m.extend(part.distances_m)
            whole.snap_m.extend(part.snap_m)
        return whole

    def line(self, start: LonLat, end: LonLat) -> tuple[LonLat, ...] | None:
        """See `Roads`."""
        found = self._ask("route", [start, end], geometries="geojson", overview="full")
        return _line(found) if found["code"] == "Ok" else None

    def _ask(self, service: str, places: Sequence[LonLat], **options: str) -> Any:
        spots = ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in places)
        options["generate_hints"] = "false"
        url = f"{self._url}/{service}/v1/driving/{spots}?{urlencode(options, safe=',;')}"
        try:
            with urlopen(url, timeout=TIMEOUT_S) as reply:  # noqa: S310  # the setting admits http and https only
                return json.load(reply)
        except (URLError, TimeoutError, json.JSONDecodeError) as error:
            raise Unavailable(f"The road server {self._url} does not answer: {error}") from error


@lru_cache(maxsize=1)
def _engine(base: str) -> Any:
    return osrm.OSRM(
        algorithm="MLD",
        storage_config=base,
        use_shared_memory=False,
        use_mmap=True,
        max_locations_distance_table=-1,
        verbosity="NONE",
    )


def _pairs(places: Sequence[LonLat]) -> list[tuple[float, float]]:
    return [(place.lon, place.lat) for place in places]


def _table(found: Any, sources: Any) -> RoadTable:
    return RoadTable(
        [list(row) for row in found["durations"]],
        [list(row) for row in found["distances"]],
        [float(source["distance"]) if source is not None else float("inf") for source in sources],
    )


def _line(found: Any) -> tuple[LonLat, ...]:
    return tuple(LonLat(lon, lat) for lon, lat in found["routes"][0]["geometry"]["coordinates"])
