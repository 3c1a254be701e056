"""Codes and names of every area as DOPA knows them, from PyPI `geothai`; old names and prefixes are understood."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import geothai
from geothai.abolished import abolished_areas

from geo.area_names import bare
from geo.models import Level

DIGITS = {Level.PROVINCE: 2, Level.DISTRICT: 4, Level.SUBDISTRICT: 6}

_CAPITAL = {"เมือง", "mueang"}
_ALIASES = {"กทม": "10", "กทม.": "10", "กรุงเทพ": "10", "กรุงเทพฯ": "10", "อยุธยา": "14", "ayutthaya": "14"}
_SHORTEST_CUT = 10
"""Letters a name must have to be taken for a longer one that a DBF column cut short."""


@dataclass(frozen=True)
class Known:
    """One area; `abolished_on` is empty while it exists."""

    code: str
    name_th: str
    name_en: str
    abolished_on: str = ""


@cache
def current(level: str) -> dict[str, Known]:
    """Every area of a level that exists, by code."""
    provinces = geothai.provinces()
    if level == Level.PROVINCE:
        found = [Known(area.code, area.name_th, area.name_en) for area in provinces]
        return {area.code: area for area in found}
    districts = [district for province in provinces for district in geothai.districts(province.code)]
    if level == Level.DISTRICT:
        return {area.code: Known(area.code, _plain(area.name_th), area.name_en) for area in districts}
    subdistricts = [sub for district in districts for sub in geothai.subdistricts(district.code)]
    return {area.code: Known(area.code, area.name_th, area.name_en) for area in subdistricts}


@cache
def abolished(level: str) -> dict[str, Known]:
    """Areas that were, by code: older boundary files still hold them."""
    return {
        area.code: Known(area.code, _plain(area.name_th), area.name_en or "", area.abolished_on or "unknown")
        for area in abolished_areas()
        if area.level == level
    }


def by_code(level: str, code: str) -> Known | None:
    """The area with a code, existing or abolished."""
    return current(level).get(code) or abolished(level).get(code)


def by_name(level: str, names: tuple[str, ...], parent_code: str = "") -> list[Known]:
    """Areas under a parent that any of the names fits; more than one where the name does not tell them apart."""
    candidates = [area for area in current(level).values() if area.code.startswith(parent_code)]
    wanted = [bare(name) for name in names if bare(name)]
    for name in wanted:
        if exact := _exact(level, candidates, name):
            return exact
    for name in wanted:
        cut = [area for area in candidates if len(name) >= _SHORTEST_CUT and bare(area.name_th).startswith(name)]
        if cut:
            return cut
    return []


def province_alias(name: str) -> str:
    """The compared full name for a short one such as `กทม.`; empty for a name that is none."""
    code = _ALIASES.get(name)
    return bare(current(Level.PROVINCE)[code].name_th) if code else ""


def _exact(level: str, candidates: list[Known], name: str) -> list[Known]:
    if level == Level.PROVINCE and name in _ALIASES:
        return [area for area in candidates if area.code == _ALIASES[name]]
    if level == Level.DISTRICT and name in _CAPITAL:
        return [area for area in candidates if area.code.endswith("01") and not area.code.startswith("10")]
    index = _index(level)
    return [area for area in candidates if area.code in index[name]]


@cache
def _index(level: str) -> defaultdict[str, frozenset[str]]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for area in current(level).values():
        codes[bare(area.name_th)].add(area.code)
        codes[bare(area.name_en)].add(area.code)
    return defaultdict(frozenset, {name: frozenset(found) for name, found in codes.items()})


def _plain(name_th: str) -> str:
    """Without the word that geothai writes before Bangkok's districts."""
    return name_th.removeprefix("เขต")
