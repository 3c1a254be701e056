"""What the ranking is asked, what it knows of each site, and what it answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from geo.coordinates import LonLat

MODEL_VERSION = "2026-11"
"""Stored with every ranking; another one whenever an equal question may get another answer."""

NOTICED_WITHIN_M = 2_000.0


@dataclass(frozen=True, slots=True)
class Wind:
    """A reading near in place and time. `age_s` is how long before the report it was taken, negative if after."""

    from_degrees: float
    speed_ms: float
    source: str
    age_s: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Question:
    """A report in the terms of the ranking. `error_m` is the radius of its place, None where it is not stated."""

    place: LonLat
    error_m: float | None
    category: str
    description: str
    received_at: datetime
    wind: Wind | None = None
    noticed_within_m: float = NOTICED_WITHIN_M
    """How far from its source such a thing is still noticed (`Category.noticed_within_m`)."""


@dataclass(frozen=True, slots=True)
class CauseOf:
    """Whether a site of this sort can cause what is reported: 1 as likely as any, 0 cannot."""

    likelihood: float
    why_th: str = ""
    why_en: str = ""
    verified: bool = False


class SourceSite(NamedTuple):
    """A registered site that a report may be about. A tuple: dozens are made for every report.

    `distance_m` is geodesic, 0.0 inside the footprint; `lon`, `lat` its position; `types` five-digit codes as numbers
    (906 is 9(6)); `called` its names in the form of `facilities.search_text.fold`, without legal forms, between
    blanks; `confirmed` how many reports of the subject officers confirmed to be about it; `along_m` how far up the
    same stream it lies, negative for down.
    """

    id: int
    kind: str
    status: str
    distance_m: float
    error_radius_m: float | None = None
    name_th: str = ""
    name_en: str = ""
    operator_th: str = ""
    called: str = ""
    registrations: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None
    factory_class: int | None = None
    type_codes: tuple[int, ...] = ()
    hazard: bool = False
    estate_name_th: str = ""
    province_code: str = ""
    confirmed: int = 0
    along_m: float | None = None
    cause: CauseOf | None = None

    @property
    def types(self) -> tuple[int, ...]:
        """Factory types 1..107."""
        return tuple(sorted({code // 100 for code in self.type_codes}))


@dataclass(frozen=True, slots=True)
class RankReason:
    """One reason. `weight` is the natural logarithm of how many times likelier it makes the source."""

    code: str
    weight: float
    th: str
    en: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """As `Likely.reasons` holds it."""
        return {"code": self.code, "weight": round(self.weight, 3), "th": self.th, "en": self.en, **self.facts}


@dataclass(frozen=True, slots=True)
class LikelySource:
    """A source with its share of the belief, 0 to 1. Without `facility_id`: no registered site fits."""

    facility_id: int | None
    rank: int
    distance_m: float | None
    share: float
    reasons: tuple[RankReason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Likely sources, likeliest first: at most five sites, and always "no registered site fits"."""

    likely: tuple[LikelySource, ...]
    model_version: str = MODEL_VERSION

    @property
    def top_site(self) -> LikelySource | None:
        """The likeliest registered site, wherever it stands."""
        return next((one for one in self.likely if one.facility_id is not None), None)
