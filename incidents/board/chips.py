"""What is chosen on the board, in words, each with the address of the board without it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geo.models import Area, Office
from geo.templatetags.phangut import thai_date
from incidents.board.filters import MINE, Filters
from incidents.filters.cases import STATES
from incidents.models import Category, Channel, Urgency
from incidents.templatetags.incidents import area_name

Words = str | Promise

TITLES: dict[str, Words] = {
    "category": _("Subject"),
    "area": _("Area"),
    "lead": _("Body in charge"),
    "channel": _("Channel"),
    "urgency": _("Urgency"),
    "unlicensed": _("Site"),
    "episode": _("Episode"),
    "began": _("From"),
    "ended": _("To"),
    "text": _("Words"),
    "state": _("State"),
    "office": _("Body in charge"),
    "bbox": _("Box"),
    "near": _("Near a place"),
    "inside": _("Inside a shape"),
}
_MEANT = {"office": "lead"}
_NOTHING: dict[str, Any] = {"episode": None, "began": None, "ended": None}


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value; `address` is the board without it."""

    title: Words
    value: Words
    address: str


def chips(filters: Filters) -> list[Chip]:
    """In the order of the form."""
    return [
        Chip(TITLES[name], _value(name, value), filters.address(**{name: _NOTHING.get(name, "")}))
        for name, value in filters.named()
    ] + [_of_the_map(filters, one) for one in filters.more]


def _of_the_map(filters: Filters, one: tuple[str, str]) -> Chip:
    name, value = one
    words = value if name in ("bbox", "near") else _("drawn on the map")
    if name not in ("bbox", "near", "inside"):
        words = ", ".join(str(_value(_MEANT.get(name, name), part)) for part in value.split(","))
    return Chip(TITLES[name], words, filters.address(more=tuple(held for held in filters.more if held != one)))


def _value(name: str, value: Any) -> Words:
    words: dict[str, Any] = {
        "category": _category,
        "area": _area,
        "lead": _lead,
        "state": lambda state: dict(STATES).get(state, state),
        "channel": lambda code: Channel(code).label,
        "urgency": lambda code: Urgency(code).label,
        "unlicensed": lambda _flag: _("Suspected unlicensed"),
        "began": thai_date,
        "ended": thai_date,
    }
    said: Words = words.get(name, str)(value)
    return said


def _category(code: str) -> Words:
    found = Category.objects.filter(pk=code).first()
    return found.name if found else code


def _area(code: str) -> Words:
    found = Area.objects.in_force(timezone.localdate()).filter(code=code).defer("boundary").first()
    return area_name(found) if found else code


def _lead(code: str) -> Words:
    if code == MINE:
        return _("My office")
    found = Office.objects.filter(code=code).first()
    return found.name if found else code
