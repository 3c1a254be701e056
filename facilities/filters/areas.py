"""Sites of a province, district or subdistrict, by the area that the register states for them.

A code of 2, 4 or 6 digits, or a name as people type it, Thai or English, with or without อ., ต. and the like. A name
that several areas bear means all of them; a name that none bears, the areas whose names begin so. Where no boundaries
of districts are loaded, the names and codes that the sites themselves state are compared.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from facilities.models import Facility
from facilities.provinces import BY_CODE, PROVINCES, Province
from geo import area_names
from geo.filters import Choice, Filter, refused
from geo.models import Area, Level
from geo.thai import arabic_digits, tidy

_WRONG = gettext_lazy("must be the code or the name of a province, district or subdistrict in force")

_MOST = 30
"""How many areas of one name are taken; the country's commonest subdistrict name has fewer."""


@dataclass(frozen=True, slots=True)
class _Named:
    level: str
    code: str
    name_th: str
    name_en: str

    @property
    def title(self) -> str:
        name = self.name_en if (get_language() or "").startswith("en") and self.name_en else self.name_th
        return area_names.full_name(Level(self.level), self.code, name)


def _read(value: str) -> Choice:
    text = arabic_digits(tidy(value))
    # A bar parts the names in the text that is searched.
    if not area_names.bare(text).strip("|"):
        raise refused("area", value, str(_WRONG))
    found = _by_code(text) if text.isdigit() else _by_name(text)
    if found:
        return Choice("area", text, _title(found), reduce(or_, (_within(area) for area in found)))
    if not _districts_known() and (not text.isdigit() or (text[:2] in BY_CODE and len(text) in (4, 6))):
        stated = _as_stated(text)
        if Facility.objects.filter(stated.condition).exists():
            return stated
    raise refused("area", value, str(_WRONG))


def _by_code(code: str) -> list[_Named]:
    if code in BY_CODE:
        return [_province(BY_CODE[code])]
    return _areas(Area.objects.in_force(timezone.localdate()).filter(code=code)[:1])


def _by_name(text: str) -> list[_Named]:
    wanted, level = area_names.bare(text), area_names.level_said(text)
    if not wanted:
        return []
    provinces = [one for one in PROVINCES if wanted in (area_names.bare(one.name_th), area_names.bare(one.name_en))]
    if provinces and level in (None, Level.PROVINCE):
        return [_province(one) for one in provinces]
    in_force = Area.objects.in_force(timezone.localdate())
    of_level = in_force.filter(level=level) if level else in_force
    whole, start = (of_level.filter(search_text__contains=part) for part in (f"|{wanted}|", f"|{wanted}"))
    return _areas(whole.order_by("code")[:_MOST]) or _areas(start.order_by("code")[:_MOST])


def _areas(found: QuerySet[Area]) -> list[_Named]:
    return [_Named(*row) for row in found.values_list("level", "code", "name_th", "name_en")]


def _province(province: Province) -> _Named:
    return _Named(Level.PROVINCE, province.code, province.name_th, province.name_en)


def _title(found: list[_Named]) -> str:
    if len(found) == 1:
        return found[0].title
    return _("%(name)s (%(count)d areas of this name)") % {"name": found[0].title, "count": len(found)}


def _within(area: _Named) -> Q:
    """By the stated code; a site without one as fine is compared by the names it states."""
    if area.level == Level.PROVINCE:
        return Q(province_code=area.code)
    column = "district_th" if area.level == Level.DISTRICT else "subdistrict_th"
    named = Q(**{column: area.name_th}, province_code=area.code[:2], subdistrict_code="")
    return Q(subdistrict_code__startswith=area.code) | named


def _districts_known() -> bool:
    return Area.objects.in_force(timezone.localdate()).exclude(level=Level.PROVINCE).exists()


def _as_stated(text: str) -> Choice:
    if text.isdigit():
        return Choice("area", text, text, Q(subdistrict_code__startswith=text))
    name = area_names.bare(text)
    return Choice("area", text, text, Q(district_th=name) | Q(subdistrict_th=name))


AREA = Filter("area", gettext_lazy("Area"), _read)
