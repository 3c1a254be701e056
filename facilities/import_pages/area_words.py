"""Names for the codes of areas that readers of rows wrote down beside a value."""

import re
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import get_language

from facilities.models import ImportProblem
from geo.area_names import full_name
from geo.models import Area, Level

AreaNames = Mapping[str, str]
_CODES = re.compile(r"\b\d{2,6}\b")


def names_for(problems: Iterable[ImportProblem]) -> AreaNames:
    """Of the areas in force whose codes these problems may speak of: at most one query."""
    codes = {code for problem in problems for code in _CODES.findall(problem.detail)}
    if not codes:
        return {}
    column = "name_en" if (get_language() or "").startswith("en") else "name_th"
    found = Area.objects.in_force(timezone.localdate()).filter(code__in=codes)
    rows = found.values_list("level", "code", column, "name_th")
    return {code: full_name(Level(level), code, name or th) for level, code, name, th in rows}
