"""How many features stand in each province, district or subdistrict, as they are or against what else is there."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from django.db import connection
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from geo import versions
from geo.errors import Unavailable
from geo.filters import refused
from geo.layers import Layer, Viewer, layer_for
from geo.models import Area, AreaEdition, Level
from tiles import sql
from tiles.question import Question, narrowed, parse

PERS = ("count", "factories", "km2")
"""As they are; per 100 factories of the register; per square kilometre."""

CLASSES = 5
_PER_FACTORIES = 100
_AREAS = "areas"
_BY_PLACE = (Path(__file__).parent.parent / "queries" / "by_area.sql").read_text(encoding="utf-8")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Division:
    """Areas of a level, all of them or those within one; and what their counts are set against."""

    level: Level
    per: str = "count"
    within: str = ""

    @classmethod
    def parse(cls, level: str, per: str, within: str) -> Self:
        """From the address. Raises `BadInput` naming the parameter."""
        if level not in Level.values:
            raise refused("level", level, _one_of(Level.values), allowed=[*Level.values])
        if per not in PERS:
            raise refused("per", per, _one_of(PERS), allowed=[*PERS])
        if within and not (within.isascii() and within.isdigit() and len(within) in (2, 4)):
            raise refused("within", within, _("must be the code of a province or a district"))
        return cls(Level(level), per, within)


@dataclass(frozen=True, slots=True)
class _Known:
    code: str
    name_th: str
    name_en: str
    km2: float


def by_area(layer: Layer, viewer: Viewer, question: Question, division: Division) -> Json:
    """`{"level", "per", "edition", "base_note", "areas": [{"code", "name_th", "name_en", "count", "base", "value"}],
    "breaks"}`.

    Every area in force, also those with nothing. `base` is null for `count`; `value` is null where the base is nought.
    `base_note` says in words what the base is, where that is no matter of course.
    `breaks` are the upper ends of at most five classes of about as many areas each, of those that hold anything.
    """
    edition = _edition(division.level)
    counted = _counted(layer, viewer, question, division.level, edition)
    base = _bases(viewer, division, edition)
    areas = [_area(known, counted.get(known.code, 0), base) for known in _known(edition, division)]
    values = sorted(area["value"] for area in areas if area["value"])
    return {
        "level": division.level,
        "per": division.per,
        "edition": edition.name,
        "base_note": _base_note() if division.per == "factories" else None,
        "areas": areas,
        "breaks": _breaks(values),
    }


def _edition(level: Level) -> AreaEdition:
    found = AreaEdition.objects.in_force(timezone.localdate()).filter(level=level).first()
    if found is None:
        raise Unavailable(_("No boundaries of this level are in force"), level=level)
    return found


def _counted(layer: Layer, viewer: Viewer, question: Question, level: Level, edition: AreaEdition) -> dict[str, int]:
    """By the codes that are kept with the features, where this viewer may know these; else by the geometry.

    So are features without a code of this level: the register may state none, or its boundaries were loaded later.
    """
    found = narrowed(layer, viewer, None, question).order_by()
    kept = layer.area_code(viewer, level) if layer.area_code else None
    if kept is None:
        return _by_place(found, edition)
    condition, code = kept
    rows = found.filter(condition).annotate(area_code=code).values_list("area_code").annotate(Count("pk"))
    return Counter(dict(rows)) + Counter(_by_place(found.exclude(condition), edition))


def _by_place(found: Any, edition: AreaEdition) -> dict[str, int]:
    rows = sql.compiled(found.values("geometry"))
    with connection.cursor() as cursor:
        cursor.execute(_BY_PLACE.format(rows=rows.sql), rows.params | {"edition": edition.pk})
        return dict(cursor.fetchall())


def _bases(viewer: Viewer, division: Division, edition: AreaEdition) -> dict[str, float] | None:
    if division.per == "count":
        return None
    if division.per == "km2":
        return {known.code: known.km2 for known in _known(edition, division)}
    register = layer_for(viewer, "facilities")
    factories = parse(register, viewer, [("kind", "factory")])
    return {**_counted(register, viewer, factories, division.level, edition)}


def _base_note() -> str:
    return _("Set against the factories of today's register, whatever their status; filters do not change them.")


def _area(known: _Known, count: int, bases: dict[str, float] | None) -> Json:
    base = None if bases is None else bases.get(known.code, 0)
    named = {"code": known.code, "name_th": known.name_th, "name_en": known.name_en}
    return {**named, "count": count, "base": base, "value": count if bases is None else _value(count, base)}


def _value(count: int, base: float | None) -> float | None:
    """Factories are whole numbers, and square kilometres are not."""
    if not base:
        return None
    return round(count * (_PER_FACTORIES if isinstance(base, int) else 1) / base, 6)


def _known(edition: AreaEdition, division: Division) -> list[_Known]:
    found = _areas(edition.pk, versions.current(_AREAS))
    return [known for known in found if known.code.startswith(division.within)]


@lru_cache(maxsize=16)
def _areas(edition_id: int, _version: str) -> tuple[_Known, ...]:
    """In the order of their codes."""
    rows = Area.objects.filter(edition=edition_id).order_by("code").values_list("code", "name_th", "name_en", "km2")
    return tuple(_Known(code, th, en, round(km2, 3)) for code, th, en, km2 in rows)


def _breaks(values: list[float]) -> list[float]:
    """The last is the greatest value; equal ends fall together."""
    ends = [values[-(-len(values) * part // CLASSES) - 1] for part in range(1, CLASSES + 1)] if values else []
    return sorted(set(ends))


def _one_of(values: Any) -> str:
    return _("must be one of: %(values)s") % {"values": ", ".join(values)}
