"""How the register's pages write what it holds."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilities import hazard, history, source_names
from facilities.models import FactoryType, StatusEntry, WorkItem
from facilities.provinces import Province
from facilities.quality import words
from facilities.sites.status import BY_OFFICER
from facilities.visibility import PERMISSION
from geo.models import Area, Change

register = template.Library()

_UNSAFE_IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_block(value: Any, css_class: str) -> SafeString:
    """A `<script type="application/json">` with a class, for fragments, which may stand on a page more than once."""
    text = json.dumps(value, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT)
    return format_html('<script type="application/json" class="{}">{}</script>', css_class, mark_safe(text))


@register.filter
def type_name(factory_type: FactoryType) -> str:
    """A factory type in the language of the moment."""
    return factory_type.name_en if (get_language() or "").startswith("en") else factory_type.name_th


@register.filter
def action_words(change: Change) -> Any:
    """What was done to a facility."""
    return history.action_words(change)


@register.filter
def change_lines(change: Change) -> list[history.Line]:
    """The facts that a change touched."""
    return history.lines(change)


@register.filter
def province_name(province: Province) -> str:
    """A province in the language of the moment."""
    return province.name_en if (get_language() or "").startswith("en") else province.name_th


@register.filter
def area_title(area: Area) -> str:
    """An area in the language of the moment."""
    return area.name_en if (get_language() or "").startswith("en") and area.name_en else area.name_th


@register.filter
def undone_by(change: Change) -> str:
    """How a line of the history is taken back; empty where it cannot be."""
    return history.undone_by(change)


@register.filter
def source_title(name: str) -> str:
    """A source as people call it."""
    return source_names.source_title(name)


@register.filter
def fact_title(name: str) -> Any:
    """A fact of a facility in words."""
    return history.fact_title(name)


@register.filter
def status_source(entry: StatusEntry, user: Any) -> Any:
    """Who says that a site has a status. The officer's name is for officers."""
    if not entry.source.startswith(BY_OFFICER):
        return source_names.source_title(entry.source)
    return entry.source.removeprefix(BY_OFFICER) if user.has_perm(PERMISSION) else _("An officer")


@register.filter
def hazard_source(code: str) -> Any:
    """Where a type's hazard class comes from, in words."""
    return hazard.SOURCES.get(code, code)


@register.filter
def item_words(item: WorkItem) -> list[str]:
    """What was found of a site."""
    return words.found(item, words.area_names([item]))


@register.filter
def degrees(value: float) -> str:
    """A coordinate for an address: a point, no grouping, five decimals (1 m)."""
    return f"{value:.5f}"
