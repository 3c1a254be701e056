"""How the register's pages write what it holds."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from facilities import history
from facilities.models import FactoryType
from facilities.provinces import Province
from geo.models import Change

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
def degrees(value: float) -> str:
    """A coordinate for an address: a point, no grouping, five decimals (1 m)."""
    return f"{value:.5f}"
