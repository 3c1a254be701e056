"""A facility's history in words: what was done, and which facts changed from what to what."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facilities.models import Kind, Matter, Status
from geo.layers import Text
from geo.models import Change, PositionMethod

_ACTIONS = {
    "facility.registered": _("Entered into the register"),
    "facility.updated": _("Brought up to date"),
    "facility.moved": _("Position corrected by an officer"),
    "facility.corrected": _("Corrected by an officer"),
    "facility.correction_withdrawn": _("Correction withdrawn"),
    "facility.status_entered": _("Status entered by an officer"),
    "facility.substance_added": _("Hazardous substance entered"),
    "facility.substance_removed": _("Hazardous substance removed"),
    "facility.success_case_added": _("Success case entered"),
    "facility.merged": _("Another site was merged into this one"),
    "facility.merged_away": _("Merged into another site"),
    "facility.merge_undone": _("Parted again from a merged site"),
    "facility.split": _("Licences split off into a site of their own"),
    "facility.split_from": _("Split off from another site"),
    "facility.accepted": _("Looked at and found right as it is"),
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
    "certificates": _("Certificates"),
    "subdistrict_code": _("Subdistrict code"),
    "province_code": _("Province code"),
    "estate_name_th": _("Industrial estate or zone"),
    "position": _("Position"),
    "footprint": _("Footprint"),
    "on": _("From"),
    "substance": _("Hazardous substance"),
    "success_case": _("Success case"),
    "absorbed": _("Merged site"),
    "kept": _("Other site"),
    "parted": _("Other site"),
    "split_off": _("Licences split off"),
    "matter": _("Matter"),
}
_STATED_ONCE = {"substance", "success_case", "absorbed", "kept", "parted", "split_off", "matter", "on"}
"""Facts that say what was done; an entry's other facts are the page itself."""
_LABELS = {"kind": Kind, "status": Status, "position_method": PositionMethod, "matter": Matter}
_WITH_STATUS = {"facility.status_entered"}
_UNDONE_BY = {"facility.merged": "merging"}


@dataclass(frozen=True)
class Line:
    """One fact that changed."""

    fact: Text
    before: str
    after: str


def action_words(change: Change) -> Text:
    """What was done."""
    return _ACTIONS.get(change.action, change.action)


def fact_title(name: str) -> Text:
    """A fact in words; its own name where it has none."""
    return _FACTS.get(name, name)


def undone_by(change: Change) -> str:
    """The kind of taking back that undoes this line; empty where nothing does."""
    return _UNDONE_BY.get(change.action, "")


def lines(change: Change) -> list[Line]:
    """The facts that changed; of an entry only what the page does not show itself."""
    before, after = change.before or {}, change.after or {}
    if not before:
        after = {name: value for name, value in after.items() if name in _STATED_ONCE or change.action in _WITH_STATUS}
    changed = [name for name in {**before, **after} if name in _FACTS and before.get(name) != after.get(name)]
    return [Line(_FACTS[name], _written(name, before.get(name)), _written(name, after.get(name))) for name in changed]


def _written(name: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return gettext("nothing")
    if name == "footprint":
        return gettext("an outline")
    if name in _LABELS:
        return _label(_LABELS[name], value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, dict):
        return ", ".join(str(key) if isinstance(held, list) else f"{held}" for key, held in value.items() if held)
    if isinstance(value, list):
        return ", ".join(_activity(item) for item in value)
    return str(value)


def _label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else str(value)


def _activity(item: Any) -> str:
    if not isinstance(item, list) or len(item) != 2:
        return str(item)
    type_code, sub_item = item
    return f"{type_code}({sub_item})" if sub_item else str(type_code)
