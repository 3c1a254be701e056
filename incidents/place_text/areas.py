"""The administrative area that an address names: ต. อ. จ., แขวง เขต, in English, or bare names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from geo import area_names
from geo.area_index import AreaIndex, KnownArea
from geo.area_naming import Naming
from geo.areas import FoundArea
from geo.boundaries import gazetteer
from geo.coordinates import LonLat
from geo.models import Area, AreaEdition, Level, PositionMethod
from incidents.place_text.understood import Understood

_SUBDISTRICT = r"ตำบล|ต\.|แขวง|\b(?:tambon|tambol|khwaeng)\b\.?"
_DISTRICT = r"กิ่งอำเภอ|อำเภอ|อ\.|เขต|\b(?:amphoe|amphur|khet)\b\.?"
_PROVINCE = r"จังหวัด|จ\.|\b(?:changwat)\b\.?"
_ANY = f"{_SUBDISTRICT}|{_DISTRICT}|{_PROVINCE}"
_NAME = rf"\s*([ก-๙]+?|[A-Za-z][A-Za-z '’-]*?)(?=\s*(?:{_ANY}|[,;/()\d]|$)|(?<=[ก-๙])\s)"
_MARKED = {
    Level.SUBDISTRICT: re.compile(f"(?:{_SUBDISTRICT}){_NAME}", re.IGNORECASE),
    Level.DISTRICT: re.compile(f"(?:{_DISTRICT}){_NAME}", re.IGNORECASE),
    Level.PROVINCE: re.compile(f"(?:{_PROVINCE}){_NAME}", re.IGNORECASE),
}
_FIRST = re.compile(_ANY, re.IGNORECASE)
_ENGLISH_AFTER = {
    Level.SUBDISTRICT: re.compile(r"([A-Za-z][A-Za-z '-]*?)\s+sub-?district\b", re.IGNORECASE),
    Level.DISTRICT: re.compile(r"(?:^|,|\d)\s*([A-Za-z][A-Za-z '-]*?)\s+district\b", re.IGNORECASE),
    Level.PROVINCE: re.compile(r"([A-Za-z][A-Za-z '-]*?)\s+province\b", re.IGNORECASE),
}
_BANGKOK = re.compile(r"กรุงเทพ|กทม|\bbangkok\b", re.IGNORECASE)
_BREAKS = re.compile(r"[,;/]|(?<=[ก-๙])\s+(?=[ก-๙])")


class Address(NamedTuple):
    """The finest area whose boundary is known, the finest that the names tell, and the text before them."""

    code: str
    told: str
    before: str


def address(text: str) -> Address | None:
    """By the words for the levels; None for a text without them, or whose names tell no area."""
    first = _FIRST.search(text)
    marked = {level: _named(text, level) for level in _MARKED}
    if not any(marked.values()):
        return None
    if not marked[Level.PROVINCE] and _BANGKOK.search(text):
        marked[Level.PROVINCE] = "กรุงเทพมหานคร"
    if not marked[Level.PROVINCE]:
        marked[Level.PROVINCE] = _province_at_the_end(text)
    told = _naming()[0].code_of(marked[Level.PROVINCE], marked[Level.DISTRICT], marked[Level.SUBDISTRICT])
    code = _existing(told)
    return Address(code, told, text[: first.start()].strip(" ,") if first else "") if code else None


def bare_names(text: str) -> str:
    """The code of `ท่าตูม ศรีมหาโพธิ ปราจีนบุรี` and the like, from the smallest to the province; else `""`."""
    names = [part.strip() for part in _BREAKS.split(text) if part.strip()]
    if not 1 <= len(names) <= 3:
        return ""
    padded = ["", *names[::-1], "", ""]
    tries = [padded[1:4]] if len(names) == 3 else [padded[1:4], padded[0:3]]
    if len(names) == 2:
        tries.append([names[1], "", names[0]])
    return next((code for province, district, sub in tries if (code := _all_of(province, district, sub))), "")


def part_of(text: str) -> str:
    """The code of the province, or its district, that a text names last or first among words of another kind."""
    words = [word for word in re.split(r"[\s,;/]+", text) if not word.isdigit()]
    parts = [part.strip() for part in re.split(r"[,;/]", text) if part.strip()]
    ends = [*_ends(words), *_ends(parts)]
    return next((code for province, beside in ends if (code := _district_in(province, beside))), "")


def code_of(province: str, district: str, subdistrict: str) -> str:
    """The finest area in force today that these names tell, however they are written; `""` where they tell none."""
    return _existing(_naming()[0].code_of(province, district, subdistrict))


def of_code(code: str, *, only: bool = False) -> Understood:
    """The middle of an area, as far off as its farthest corner. `only`: the text said more, which was not understood.

    Raises `Area.DoesNotExist`.
    """
    rows = Area.objects.in_force(timezone.localdate()).filter(code=code)
    wkb = rows.values_list(AsWKB("boundary"), flat=True).get()
    index = AreaIndex([KnownArea(code, "", "", shapely.from_wkb(bytes(wkb)))])
    place, radius_m = index.centre(code)
    words = _("Middle of %(area)s, right to about %(km)s km. Move the pin to the very place if you can.")
    if only:
        words = _(
            "Only %(area)s was understood: its middle, right to about %(km)s km. Name the district, or tap the map."
        )
    said = words % {"area": full_name(code), "km": f"{max(radius_m / 1000, 0.1):.1f}"}
    return Understood(LonLat(place.lon, place.lat), round(radius_m), PositionMethod.CENTROID, said, (), "address")


def gazetteer_name(code: str) -> str:
    """The same of a district or subdistrict that has no boundary here; `""` for one that does not exist."""
    level = Level.SUBDISTRICT if len(code) == 6 else Level.DISTRICT
    known = gazetteer.current(level).get(code)
    return in_words([*_in_force(code[:2]), _Named(level, code, known.name_th, known.name_en)]) if known else ""


def full_name(code: str) -> str:
    """`ตำบล… อำเภอ… จังหวัด…`."""
    return in_words(_in_force(*(code[:digits] for digits in range(2, len(code) + 1, 2))))


def in_words(found: "Sequence[Area | FoundArea | _Named]") -> str:
    """Areas from the province down, as people write them: the smallest first."""
    english = (get_language() or "").startswith("en")
    names = [
        area_names.full_name(Level(area.level), area.code, (english and area.name_en) or area.name_th) for area in found
    ]
    return (", " if english else " ").join(reversed(names))


class _Named(NamedTuple):
    """An area by its names alone."""

    level: str
    code: str
    name_th: str
    name_en: str


def _in_force(*codes: str) -> list[Area]:
    rows = Area.objects.in_force(timezone.localdate()).filter(code__in=codes).defer("boundary")
    return sorted(rows, key=lambda area: area.code)


def _named(text: str, level: Level) -> str:
    match = _MARKED[level].search(text) or _ENGLISH_AFTER[level].search(text)
    return match[1].strip() if match else ""


def _province_at_the_end(text: str) -> str:
    """`… อ.ศรีมหาโพธิ ปราจีนบุรี 25140`."""
    last = re.sub(r"[\d\s]+$", "", text)
    words = re.split(r"[\s,]+", last)
    return words[-1] if words and _naming()[0].code_of(words[-1], "", "") else ""


def _all_of(province: str, district: str, subdistrict: str) -> str:
    """Every name given must be understood: what is not marked as a place may be anything."""
    code = _naming()[0].code_of(province, district, subdistrict)
    needed = 6 if subdistrict else 4 if district else 2
    return _existing(code) if len(code) >= needed else ""


def _ends(names: list[str]) -> list[tuple[str, str]]:
    """The last name and the first, each with the one beside it."""
    return [(names[-1], names[-2]), (names[0], names[1])] if len(names) > 1 else []


def _district_in(province: str, beside: str) -> str:
    return _all_of(province, beside, "") or _all_of(province, "", "")


def _existing(code: str) -> str:
    codes = _naming()[1]
    return next((part for part in (code, code[:4], code[:2]) if part in codes), "")


def _naming() -> tuple[Naming, frozenset[str]]:
    """The names of the editions in force today."""
    editions = AreaEdition.objects.in_force(timezone.localdate()).order_by("pk").values_list("pk", "activated_at")
    return _naming_of(tuple(editions))


@lru_cache(2)
def _naming_of(editions: tuple[tuple[int, object], ...]) -> tuple[Naming, frozenset[str]]:
    rows = Area.objects.filter(edition__in=[key for key, _at in editions]).values_list("code", "name_th", "name_en")
    named = list(rows)
    return Naming(named), frozenset(code for code, _th, _en in named)
