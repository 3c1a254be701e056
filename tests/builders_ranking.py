"""Questions and sites of the ranking with a default for everything: a smell on open ground, an operating factory."""

from datetime import UTC, datetime
from typing import Any

from geo.coordinates import LonLat
from incidents.ranking import Question, SourceSite, Wind
from incidents.ranking.question import CauseOf

HERE = LonLat(101.5, 13.5)
NOW = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
DEGREE_M = 108_200.0
"""Of longitude, here."""


def a_question(**changes: Any) -> Question:
    """A smell, its place good to 20 m, no wind known."""
    values: dict[str, Any] = {"place": HERE, "error_m": 20.0, "category": "odour", "description": "กลิ่นเหม็นมาก"}
    return Question(**{**values, "received_at": NOW, **changes})


def a_site(key: int = 1, *, east_m: float = 300.0, **changes: Any) -> SourceSite:
    """An operating factory so far to the east, good to 50 m, of whose sort nothing is known."""
    values: dict[str, Any] = {
        "id": key,
        "kind": "factory",
        "status": "operating",
        "distance_m": abs(east_m),
        "error_radius_m": 50.0,
        "lon": HERE.lon + east_m / DEGREE_M,
        "lat": HERE.lat,
    }
    return SourceSite(**{**values, **changes})


def a_cause(likelihood: float) -> CauseOf:
    """As likely."""
    return CauseOf(likelihood, "เหตุ", "a cause")


def a_wind(from_degrees: float, **changes: Any) -> Wind:
    """A fresh breeze, measured here and now."""
    values: dict[str, Any] = {"speed_ms": 4.0, "source": "test", "age_s": 0.0, "distance_m": 0.0}
    return Wind(from_degrees=from_degrees, **{**values, **changes})
