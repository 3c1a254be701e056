"""A facility's history in words: what was done, and which facts changed from what to what."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from geo.layers import Text
from geo.models import Change

_ACTIONS = {
    "facility.registered": _lazy("Entered into the register"),
    "facility.updated": _lazy("Brought up to date"),
    "facility.moved": _lazy("Position corrected by an officer"),
}
_FACTS = {
    "name_th": _lazy("Name"),
    "name_en": _lazy("Name in English"),
    "operator_th": _lazy("Operator"),
    "kind": _lazy("Kind"),
    "status": _lazy("Status"),
    "lon": _lazy("Longitude"),
    "lat": _lazy("Latitude"),
    "position_method": _lazy("How the position was found"),
    "position_source": _lazy("Source of the position"),
    "error_radius_m": _lazy("Error radius (m)"),
    "address_th": _lazy("Address"),
    "subdistrict_th": _lazy("Subdistrict"),
    "district_th": _lazy("District"),
    "province_th": _lazy("Province"),
    "licences": _lazy("Registrations"),
    "activities": _lazy("Factory types"),
    "factory": _lazy("Factory details"),
    "mine": _lazy("Mine details"),
    "sme": _lazy("SME details"),
}


@dataclass(frozen=True)
class Line:
    """One fact that changed."""

    fact: Text
    before: str
    after: str


def action_words(change: Change) -> Text:
    """What was done."""
    return _ACTIONS.get(change.action, change.action)


def lines(change: Change) -> list[Line]:
    """The facts that changed; none for an entry, whose facts are the page itself."""
    before, after = change.before or {}, change.after or {}
    if not before:
        return []
    changed = [name for name in after if name in _FACTS and before.get(name) != after[name]]
    return [Line(_FACTS[name], _written(before.get(name)), _written(after[name])) for name in changed]


def _written(value: Any) -> str:
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, dict):
        return ", ".join(str(key) if isinstance(held, list) else f"{held}" for key, held in value.items() if held)
    if isinstance(value, list):
        return ", ".join(_activity(item) for item in value)
    return str(value)


def _activity(item: Any) -> str:
    type_code, sub_item = item
    return f"{type_code}({sub_item})" if sub_item else str(type_code)
