"""What was found beside a value, in the language of the page: readers of rows write it down in codes and English."""

import re

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from facilities.import_pages.area_words import AreaNames, names_for
from facilities.import_pages.reader_words import said
from facilities.models import ImportProblem
from facilities.registration_words import PROBLEMS
from geo.layers import Text
from geo.templatetags.phangut import metres

_OF_NUMBERS = {words.en: words for words in PROBLEMS.values()}
_READ_AS: dict[str, Text] = {
    "degrees": gettext_lazy("degrees as they stand"),
    "dms": gettext_lazy("degrees, minutes and seconds"),
    "swapped": gettext_lazy("latitude and longitude exchanged"),
    "decimal_point": gettext_lazy("a decimal point put back"),
    "utm47": gettext_lazy("UTM zone 47 in metres"),
    "utm48": gettext_lazy("UTM zone 48 in metres"),
    "indian1975_utm47": gettext_lazy("UTM zone 47 on Indian 1975"),
    "indian1975_utm48": gettext_lazy("UTM zone 48 on Indian 1975"),
    "indian1975_degrees": gettext_lazy("degrees on Indian 1975"),
}
_HOW = re.compile(r"\b(" + "|".join(sorted(_READ_AS, key=len, reverse=True)) + r")\b")
_OUTSIDE = re.compile(r"^(\d+) m, (\d*)$")
_MORE = re.compile(r"^(\d+) more$")


def detail_words(problem: ImportProblem, names: AreaNames | None = None) -> str:
    """The detail; as it was written down where it is a value and not words. Areas by `names`, else by their own."""
    detail = problem.detail
    areas = names_for([problem]) if names is None else names
    if detail in _OF_NUMBERS:
        return _OF_NUMBERS[detail].said(get_language() or "")
    if more := _MORE.match(detail):
        return _("%(n)s more") % {"n": more[1]}
    if outside := _OUTSIDE.match(detail):
        return _outside(float(outside[1]), outside[2] and areas.get(outside[2], outside[2]))
    if detail.isdigit() and problem.rule.startswith("position_"):
        return _("the centre of the stated area %(code)s was taken") % {"code": areas.get(detail, detail)}
    if problem.rule.startswith(("position_", "repair_")):
        return _HOW.sub(lambda found: str(_READ_AS[found[1]]), detail)
    return said(detail) or detail


def _outside(distance_m: float, code: str) -> str:
    away = _("%(distance)s outside") % {"distance": metres(distance_m)}
    return _("%(away)s, in %(code)s") % {"away": away, "code": code} if code else away
