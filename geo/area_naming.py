"""From the names of an address to a DOPA code: any spelling, short forms, English, names that changed hands."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from geothai.abolished import abolished_areas

from geo import thai
from geo.area_names import bare
from geo.boundaries import gazetteer
from geo.models import Level

_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT)
_ENGLISH_BEFORE = re.compile(r"^(changwat|amphoe|amphur|amphur|king amphoe|khet|tambon|tambol|khwaeng)\b\.?\s*", re.I)
_ENGLISH_AFTER = re.compile(r"\s*\b(province|district|sub-?district)$", re.I)
_SHORT_DISTRICT = "เมือง"

Names = dict[tuple[str, str], tuple[str, ...]]
"""Codes by the parent's code (or `*` for anywhere) and a compared name."""

_ANYWHERE = "*"


class Naming:
    """Knows the names of the areas given, and those of DOPA's gazetteer, existing and abolished."""

    def __init__(self, areas: Iterable[tuple[str, str, str]]) -> None:
        """`areas` are codes with Thai and English names."""
        self._own = _by_parent(areas)
        self._memo: dict[tuple[str, str, str], str] = {}

    def code_of(self, province: str, district: str, subdistrict: str) -> str:
        """Code of the finest area that the names tell without doubt; `""` where they do not even tell a province.

        An empty name above is skipped if the name below is the only one of its kind; a name that is said and
        unknown, or that two areas bear, ends the search above it.
        """
        key = (province, district, subdistrict)
        code = self._memo.get(key)
        if code is None:
            code = self._memo[key] = self._find(tuple(map(_compared, key)))
        return code

    def _find(self, names: tuple[str, ...]) -> str:
        code = ""
        for level, name in zip(_LEVELS, names, strict=True):
            if not name:
                continue
            # Without a parent the name must be unique: `*` holds every area of the level.
            parent = code if len(code) == gazetteer.DIGITS[level] - 2 else f"{_ANYWHERE}{level}{code}"
            found = self._at(level, parent, name)
            if not found:
                return code
            code = found
        return code

    def _at(self, level: Level, parent: str, name: str) -> str:
        for names in (self._own, _gazetteer(), _former()):
            for spelling in _spellings(level, name):
                if codes := names.get((parent, spelling)):
                    return codes[0] if len(codes) == 1 else ""
        return ""


def _compared(name: str) -> str:
    """As `area_names.bare`, also without the English words for the levels."""
    if not thai.is_thai(name):
        name = _ENGLISH_AFTER.sub("", _ENGLISH_BEFORE.sub("", thai.tidy(name)))
    compared = bare(name)
    return "" if compared in ("", ".", "–") else compared


def _spellings(level: Level, name: str) -> tuple[str, ...]:
    """The name; for a province its short forms, for a district `เมือง` alone or left out."""
    if level == Level.PROVINCE:
        return (name, gazetteer.province_alias(name) or name)
    return (name, _SHORT_DISTRICT + name, f"mueang{name}") if level == Level.DISTRICT else (name,)


def _by_parent(areas: Iterable[tuple[str, str, str]]) -> Names:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name_th, name_en in areas:
        for parent in _parents(code):
            for name in {bare(name_th), bare(name_en)} - {""}:
                found[parent, name].add(code)
    return {key: tuple(sorted(codes)) for key, codes in found.items()}


def _parents(code: str) -> tuple[str, ...]:
    level = _LEVELS[len(code) // 2 - 1]
    above = [code[:digits] for digits in range(0, len(code) - 2, 2)]
    return (code[:-2], *(f"{_ANYWHERE}{level}{part}" for part in above))


@cache
def _gazetteer() -> Names:
    known = [area for level in _LEVELS for area in gazetteer.current(level).values()]
    capitals = [(code, "เมือง", "mueang") for code in gazetteer.current(Level.DISTRICT) if code.endswith("01")]
    named = [(area.code, area.name_th, area.name_en) for area in known]
    return _by_parent([*named, *(capital for capital in capitals if not capital[0].startswith("10"))])


@cache
def _former() -> Names:
    """Names that an area bore under another parent, with the code of its only successor: Nong Khai's Bueng Kan."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for area in abolished_areas():
        if len(area.successors) == 1:
            for name in {bare(area.name_th), bare(area.name_en or "")} - {""}:
                found[area.code[:-2], name].add(area.successors[0])
    return {key: tuple(sorted(codes)) for key, codes in found.items()}
