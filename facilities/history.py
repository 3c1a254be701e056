"""A facility's history in words: what was done, and which facts changed from what to what."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geo.layers import Text
from geo.models import Change

_ACTIONS = {
    "facility.registered": _("Entered into the register"),
    "facility.updated": _("Brought up to date"),
    "facility.moved": _("Position corrected by an officer"),
}
_FACTS = {
    "name_th": _("Name"),
    "name_en": _("Name in English"),
    "operator_th": _("Operator"),
    "kind": _("Kind"),
    "status": _("Status"),
    "lon": _("Longitude"),
    "lat": _("Latitude"),
    "position_method": _("How the position was found"),
    "position_source": _("Source of the position"),
    "error_radius_m": _("Error radius (m)"),
    "address_th": _("Address"),
    "subdistrict_th": _("Subdistrict"),
    "district_th": _("District"),
    "province_th": _("Province"),
    "licences": _("Registrations"),
    "activities": _("Factory types"),
    "factory": _("Factory details"),
    "mine": _("Mine details"),
    "sme": _("SME details"),
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
        return gettext("nothing")
    if isinstance(value, dict):
        return ", ".join(str(key) if isinstance(held, list) else f"{held}" for key, held in value.items() if held)
    if isinstance(value, list):
        return ", ".join(_activity(item) for item in value)
    return str(value)


def _activity(item: Any) -> str:
    type_code, sub_item = item
    return f"{type_code}({sub_item})" if sub_item else str(type_code)
