"""Rows of files with wind readings and with streams, parsed at the door; and streams joined the way they flow. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.thai import tidy

WIND_COLUMNS = ("time", "lon", "lat", "from_degrees", "speed_ms", "source")
WATER_COLUMNS = ("source_key", "name_th", "name_en")
_FASTEST_MS = 90.0
_BANGKOK = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True, slots=True)
class WindRow:
    """A reading. `at` is aware; a time without an offset is read as Thai time."""

    place: LonLat
    at: datetime
    from_degrees: float
    speed_ms: float
    source: str

    @classmethod
    def parse(cls, row: dict[str, Any]) -> "WindRow":
        """Raises `BadInput` naming the column."""
        place = LonLat(_number(row, "lon", -180, 180), _number(row, "lat", -90, 90))
        degrees = _number(row, "from_degrees", 0, 360) % 360
        source = tidy(str(row.get("source") or ""))
        if not source or len(source) > 120:
            raise BadInput("It is 1 to 120 letters", field="source", value=source)
        return cls(place, _time(row.get("time")), degrees, _number(row, "speed_ms", 0, _FASTEST_MS), source)


@dataclass(frozen=True, slots=True)
class WaterRow:
    """A stream: lines that run the way the water flows."""

    source_key: str
    line: MultiLineString
    name_th: str = ""
    name_en: str = ""

    @classmethod
    def parse(cls, row: dict[str, Any], shape: BaseGeometry | None) -> "WaterRow":
        """Raises `BadInput` for a missing key and for what is no line."""
        key = tidy(str(row.get("source_key") or ""))
        if not key or len(key) > 80:
            raise BadInput("It is 1 to 80 letters", field="source_key", value=key)
        names = [tidy(str(row.get(name) or ""))[:160] for name in ("name_th", "name_en")]
        return cls(key, joined(_lines(shape)), *names)


def joined(lines: Sequence[LineString]) -> MultiLineString:
    """Lines of which one begins where another ends become one, never against the flow; forks stay apart."""
    ahead = {line.coords[0]: list(line.coords) for line in _single_starts(lines)}
    others = [list(line.coords) for line in lines if ahead.get(line.coords[0]) != list(line.coords)]
    ends = {tuple(coords[-1]) for coords in ahead.values()}
    heads = [start for start in ahead if start not in ends] or list(ahead)[:1]
    chains = [_followed(head, ahead) for head in heads if head in ahead]
    # What is left flows in a circle.
    while ahead:
        chains.append(_followed(next(iter(ahead)), ahead))
    return MultiLineString([*chains, *others])


def _followed(head: Any, ahead: dict[Any, list[Any]]) -> list[Any]:
    chain = ahead.pop(head)
    while (more := ahead.pop(chain[-1], None)) is not None:
        chain = [*chain, *more[1:]]
    return chain


def _single_starts(lines: Iterable[LineString]) -> list[LineString]:
    """Of several that begin at one place, the first."""
    seen: dict[Any, LineString] = {}
    for line in lines:
        seen.setdefault(line.coords[0], line)
    return list(seen.values())


def _lines(shape: BaseGeometry | None) -> list[LineString]:
    lines = list(getattr(shape, "geoms", [shape])) if shape is not None else []
    if not lines or any(not isinstance(line, LineString) or line.is_empty for line in lines):
        raise BadInput("It is a line that runs the way the water flows", field="shape", value=str(shape)[:80])
    return [LineString([point[:2] for point in line.coords]) for line in lines]


def _number(row: dict[str, Any], field: str, low: float, high: float) -> float:
    try:
        value = float(str(row.get(field, "")).strip())
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise BadInput(f"It is a number between {low:g} and {high:g}", field=field, value=row.get(field))
    return value


def _time(given: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(given or "").strip())
    except ValueError:
        raise BadInput("It is a time like 2026-03-12T09:00+07:00", field="time", value=given) from None
    return at if at.tzinfo else at.replace(tzinfo=_BANGKOK)
