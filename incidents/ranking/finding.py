"""What the ranking reads from the database, for one report or for many: one statement either way."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

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
    """The sites a report may be about, the wind then and there, and how far its subject is noticed."""

    sites: tuple[SourceSite, ...] = ()
    wind: Wind | None = None
    noticed_within_m: float = NOTICED_WITHIN_M


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
    for number, noticed, version, wind, sites in prepared.rows(_SQL, _parameters(asked, without)):
        known = causes_of(asked[number].category, version)
        found[number] = Found(_sites(sites, known), _wind(wind), float(noticed))
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
        "asked": json.dumps([_row(number, one) for number, one in enumerate(asked)]),
        "count": len(asked),
        "without": list(without),
        "seen": SEEN,
        "most": MOST,
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
        "at": one.at.isoformat() if one.at else None,
        "apart_from": one.apart_from,
    }


def _sites(text: str | None, known: Causes) -> tuple[SourceSite, ...]:
    return tuple(_site(row, known) for row in orjson.loads(text)) if text else ()


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
