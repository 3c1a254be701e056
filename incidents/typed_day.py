"""A day that somebody typed into a filter, in either era."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from geo.day_text import parse_day
from geo.errors import BadInput

_YEARS = range(2000, 2200)


def typed_day(query: Mapping[str, str], name: str) -> date | None:
    """The day of a field, None where it is empty. Raises `BadInput` in the reader's words."""
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        day = parse_day(text, name)
    except BadInput:
        day = date.min
    if day.year not in _YEARS:
        raise BadInput(_("A day is written like 12 Mar 2026, 12/3/2026 or 2026-03-12"), field=name, value=text)
    return day
