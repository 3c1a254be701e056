"""Which reports of a smell belong together: noticed within the hour, near each other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pyproj import Geod

from geo.coordinates import LonLat

_WGS84 = Geod(ellps="WGS84")
GAP = timedelta(hours=1)
"""Between one report and the next of an episode."""

FEWEST = 3
"""One is a report, two may be the same thing twice; three people are an episode."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """Who noticed it where and when, by the report's key."""

    report_id: int
    place: LonLat
    at: datetime


@dataclass(slots=True)
class _Group:
    members: list[Noticed] = field(default_factory=list)

    def takes(self, one: Noticed, reach_m: float) -> bool:
        """Near any report of the last hour of it: a plume wanders."""
        return any(one.at - known.at <= GAP and _apart_m(known, one) <= reach_m for known in reversed(self.members))


def groups(noticed: Sequence[Noticed], reach_m: float) -> list[tuple[Noticed, ...]]:
    """Those of at least three reports, in order of their first. A report stands in at most one.

    `reach_m`: how far apart two reports of one source may be. The same reports give the same groups in any order.
    """
    found: list[_Group] = []
    for one in sorted(noticed, key=lambda one: (one.at, one.report_id)):
        taking = [group for group in found if group.takes(one, reach_m)]
        for other in taking[1:]:
            taking[0].members.extend(other.members)
            found.remove(other)
        (taking or _added(found))[0].members.append(one)
        if len(taking) > 1:
            taking[0].members.sort(key=lambda known: (known.at, known.report_id))
    return [tuple(group.members) for group in found if len(group.members) >= FEWEST]


def _added(found: list[_Group]) -> list[_Group]:
    found.append(_Group())
    return found[-1:]


def _apart_m(one: Noticed, other: Noticed) -> float:
    return float(_WGS84.inv(one.place.lon, one.place.lat, other.place.lon, other.place.lat)[2])
