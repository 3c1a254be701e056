"""The page that lists facilities: its form, what is chosen, rows, and the same rows on a map."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from facilities.features import point_feature
from facilities.filters import BY_NAME, FILTERS, Filter
from facilities.listing import Listing, listing
from facilities.models import Estate
from facilities.ordering import orders
from facilities.provinces import PROVINCES
from facilities.selection import Selection
from geo.layers import Viewer

_BOXES = ("kind", "status", "class", "hazard", "position", "certificate")
"""Filters of few values: all are seen at once, and several can be ticked."""

_KEPT = ("bbox", "near", "inside")
"""Filters that only maps and links set; the form hands them on."""


@dataclass(frozen=True)
class Box:
    """One value to tick."""

    value: str
    title: Any
    ticked: bool


@dataclass(frozen=True)
class Chip:
    """One chosen value with the address of the list without it."""

    filter_title: Any
    title: Any
    address: str


def index(request: HttpRequest) -> HttpResponse:
    """The list with its filters, and the same rows on a map."""
    page = listing(Selection.parse(request.GET, Viewer.of(request.user)), request.GET)
    return render(request, "facilities/list.html", {"page": page, **_form(page.selection), **_shown(page)})


def _shown(page: Listing) -> dict[str, Any]:
    selection = page.selection
    chips = [Chip(BY_NAME[one.filter].title, one.title, selection.without(one).address()) for one in selection.choices]
    return {
        "chips": chips,
        "orders": [
            (title, selection.address(sort=value), value == page.order.chosen) for value, title in orders(selection)
        ],
        "features": {"type": "FeatureCollection", "features": [point_feature(one) for one in page.placed]},
    }


def _form(selection: Selection) -> dict[str, Any]:
    held = {filter_.name: selection.values(filter_.name) for filter_ in FILTERS}
    return {
        "groups": [(BY_NAME[name], _boxes(BY_NAME[name], held[name])) for name in _BOXES],
        "areas": _names(selection, "area"),
        "types": held["type"],
        "estates": _names(selection, "estate"),
        "offices": _boxes(BY_NAME["office"], held["office"]),
        "kept": [(name, value) for name in _KEPT for value in held[name]],
        "more_chosen": sum(len(held[filter_.name]) for filter_ in FILTERS if filter_.name not in ("area", *_KEPT)),
        "area_names": [_english_or(province.name_en, province.name_th) for province in PROVINCES],
        "estate_names": [estate.name for estate in Estate.objects.only("name_th", "name_en").order_by("name_th")],
    }


def _boxes(filter_: Filter, held: tuple[str, ...]) -> list[Box]:
    return [Box(value, title, value in held) for value, title in filter_.options()]


def _names(selection: Selection, name: str) -> list[str]:
    """As people type them: a code or a number as the name it stands for."""
    held = [choice for choice in selection.choices if choice.filter == name]
    return [str(choice.title) if choice.value.isdigit() else choice.value for choice in held]


def _english_or(name_en: str, name_th: str) -> str:
    return name_en if (get_language() or "").startswith("en") else name_th
