"""How the dashboard writes its cells, and draws its weeks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from geo.templatetags.phangut import thai_date
from incidents.dashboard.chart import HEIGHT, WIDTH, bars
from incidents.dashboard.tables import Cell, Column
from incidents.dashboard.trend import Series, Trend

register = template.Library()


@register.simple_tag
def cell_value(column: Column, cell: Cell) -> SafeString:
    """What a cell shows: the number or the words, leading to its cases, with what stands beside it."""
    said = _said(column, cell)
    shown = format_html('<a href="{}">{}</a>', cell.address, said) if cell.address else format_html("{}", said)
    if cell.late:
        shown = format_html('<strong class="dash-late">{}</strong>', shown)
    return format_html('{} <span class="dash-limit muted">{}</span>', shown, cell.note) if cell.note else shown


@register.simple_tag
def small_charts(trend: Trend) -> list[dict[str, Any]]:
    """One per series, on one scale; `label` says in words what the drawing shows."""
    most = max((*trend.received.values, *trend.ended.values, 1))
    return [_drawn(series, most, trend) for series in (trend.received, trend.ended)]


def _drawn(series: Series, most: int, trend: Trend) -> dict[str, Any]:
    highest = max(series.values)
    label = _("%(name)s per week from %(first)s to %(last)s: %(sum)s in all, at most %(most)s in a week") % {
        "name": series.title,
        "first": thai_date(trend.weeks[0]),
        "last": thai_date(trend.weeks[-1]),
        "sum": _number(sum(series.values)),
        "most": _number(highest),
    }
    return {
        "title": series.title,
        "label": label,
        "sum": sum(series.values),
        "most": highest,
        "bars": bars(series.values, most),
        "width": WIDTH,
        "height": HEIGHT,
        "first": trend.weeks[0],
        "last": trend.weeks[-1],
    }


def _said(column: Column, cell: Cell) -> str:
    value = cell.value
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return thai_date(value)
    if isinstance(value, float):
        return number_format(value, 1, use_l10n=True, force_grouping=True)
    if isinstance(value, int):
        return _number(value) + ("%" if column.kind == "share" else "")
    return value


def _number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def at(sequence: Sequence[Any], place: int) -> Any:
    """The one that stands at a place."""
    return sequence[place]
