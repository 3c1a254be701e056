"""What the ranking reads from the database, for one report or for many: one statement either way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson

from facilities.nearest import Near, is_proven
from facilities.sites.founding import SOURCE as FOUNDED
from geo import prepared
from geo.coordinates import LonLat
from incidents.ranking.cause_table import causes_of
from incidents.ranking.causes import Causes, cause_of
from incidents.ranking.distance import ROUGHEST_M
from incidents.ranking.parameters import DEFAULTS
from incidents.ranking.question import NOTICED_WITHIN_M, Question, Ranking, SourceSite, Wind
from incidents.ranking.weighing import rank

_SQL = Path(__file__).with_name("find_sites.sql").read_text(encoding="utf-8")

SEEN, MOST = 80, 25
"""How many the index is asked for, and how many of them are weighed."""

NEAREST = 5
"""How many of the nearest come along."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A report to find sites for. `apart_from` is its own key: what was confirmed of it is no evidence for it."""

    place: LonLat
    error_m: float | None
    category: str
    at: datetime | None = None
    apart_from: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The sites a report may be about, the wind then and there, and how far its subject is noticed.

    `nearest` are what `facilities.nearest` would answer; None where this search does not prove it.
    """

    sites: tuple[SourceSite, ...] = ()
    wind: Wind | None = None
    noticed_within_m: float = NOTICED_WITHIN_M
    nearest: tuple[Near, ...] | None = None


def find_sites(place: LonLat, error_m: float | None, category: str) -> tuple[SourceSite, ...]:
    """The sites within reach of a place and subject, at most 25; closed, seized and suspected ones too."""
    return find_one(Asked(place, error_m, category)).sites


def find_one(asked: Asked, *, without: Sequence[str] = ()) -> Found:
    """Everything the ranking reads for one report. Kinds in `without` are passed over."""
    return find_many([asked], without=without)[0]


def find_many(asked: Sequence[Asked], *, without: Sequence[str] = ()) -> list[Found]:
    """The same for many, in their order, in one statement. Unknown categories find nothing."""
    if not asked:
        return []
    found = [Found()] * len(asked)
    for number, noticed, version, wind, sites, reach_m, seen in prepared.rows(_SQL, _parameters(asked, without)):
        known, rows = causes_of(asked[number].category, version), orjson.loads(sites or "[]")
        # Its own suspected site is no source of a report, but may be the nearest to it.
        near = _nearest(rows, reach_m, seen) if asked[number].apart_from is None else None
        found[number] = Found(_sites(rows, known), _wind(wind), float(noticed), near)
    return found


def assess_sources(asked: Asked, description: str, *, without: Sequence[str] = ()) -> Ranking:
    """Find and rank. `asked.at` is when the report came in."""
    return rank_found(asked, description, find_one(asked, without=without))


def rank_found(asked: Asked, description: str, found: Found) -> Ranking:
    """Rank what was found. Pure but for the arguments' origin."""
    question = Question(
        place=asked.place,
        error_m=asked.error_m,
        category=asked.category,
        description=description,
        received_at=asked.at or datetime.min,
        wind=found.wind,
        noticed_within_m=found.noticed_within_m,
    )
    return rank(question, found.sites)


def _parameters(asked: Sequence[Asked], without: Sequence[str]) -> dict[str, Any]:
    return {
        "asked": orjson.dumps([_row(number, one) for number, one in enumerate(asked)]).decode(),
        "count": len(asked),
        "without": list(without),
        "seen": SEEN,
        "most": MOST,
        "wanted": NEAREST,
        "unstated_m": DEFAULTS.unstated_m,
        "unstated_site_m": DEFAULTS.unstated_site_m,
        "roughest_m": ROUGHEST_M,
        "founded": FOUNDED,
    }


def _row(number: int, one: Asked) -> dict[str, Any]:
    return {
        "n": number,
        "lon": one.place.lon,
        "lat": one.place.lat,
        "error_m": one.error_m,
        "category": one.category,
        "at": one.at,
        "apart_from": one.apart_from,
    }


def _sites(rows: list[list[Any]], known: Causes) -> tuple[SourceSite, ...]:
    """Those that may be the source; the others are there because they are near."""
    return tuple(_site(row, known) for row in rows if row[19])


def _nearest(rows: list[list[Any]], reach_m: float | None, seen: int) -> tuple[Near, ...] | None:
    """The nearest in their order; None where others may be as near."""
    near = tuple(_near(row) for row in sorted((row for row in rows if row[20]), key=itemgetter(20)))
    proven = seen < SEEN or is_proven(near[-1].distance_m, reach_m or 0.0)
    return near if proven else None


def _near(row: list[Any]) -> Near:
    return Near(
        id=row[0],
        kind=row[1],
        status=row[2],
        name_th=row[3],
        name_en=row[4],
        operator_th=row[5],
        estate_name_th=row[7],
        province_code=row[8],
        hazard=row[9],
        distance_m=row[10],
        error_radius_m=row[11],
        lon=row[12],
        lat=row[13],
        factory_class=row[14],
        registrations=tuple(row[15] or ()),
        types=tuple(sorted({code // 100 for code in row[16] or ()})),
    )


def _site(row: list[Any], known: Causes) -> SourceSite:
    kind, type_codes = row[1], tuple(row[16] or ())
    return SourceSite(
        id=row[0],
        kind=kind,
        status=row[2],
        name_th=row[3],
        name_en=row[4],
        operator_th=row[5],
        called=row[6],
        estate_name_th=row[7],
        province_code=row[8],
        hazard=row[9],
        distance_m=row[10],
        error_radius_m=row[11],
        lon=row[12],
        lat=row[13],
        factory_class=row[14],
        registrations=tuple(row[15] or ()),
        type_codes=type_codes,
        confirmed=row[17],
        along_m=row[18],
        cause=cause_of(kind, type_codes, known),
    )


def _wind(text: str | None) -> Wind | None:
    return Wind(*orjson.loads(text)) if text else None
