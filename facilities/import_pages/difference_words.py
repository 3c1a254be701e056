"""Differences as a person reads them: which kinds there are, which fields went from what to what."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from facilities.import_pages.words import number
from facilities.imports.differences import Difference, Kind
from facilities.models import ImportRun, Status
from facilities.models import Kind as FacilityKind
from geo.layers import Text
from geo.models import PositionMethod

_KINDS: dict[Kind, Text] = {
    "changed": pgettext_lazy("difference", "Changed"),
    "new": pgettext_lazy("difference", "New"),
    "absent": gettext_lazy("No longer in the file"),
}
FIELDS = {
    "name_th": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name in English"),
    "operator_th": gettext_lazy("Operator"),
    "kind": gettext_lazy("Kind"),
    "status": gettext_lazy("Status"),
    "lon": gettext_lazy("Longitude"),
    "lat": gettext_lazy("Latitude"),
    "position": gettext_lazy("Position"),
    "position_method": gettext_lazy("How the position was found"),
    "position_source": gettext_lazy("Source of the position"),
    "position_raw": gettext_lazy("As written in the source"),
    "error_radius_m": gettext_lazy("Error radius (m)"),
    "address_th": gettext_lazy("Address"),
    "subdistrict_th": gettext_lazy("Subdistrict"),
    "district_th": gettext_lazy("District"),
    "province_th": gettext_lazy("Province"),
    "estate_name_th": gettext_lazy("Industrial estate or zone"),
    "licences": gettext_lazy("Registrations"),
    "activities": gettext_lazy("Factory types"),
    "certificates": gettext_lazy("Certificates"),
    "factory": gettext_lazy("Factory details"),
    "mine": gettext_lazy("Mine details"),
    "sme": gettext_lazy("SME details"),
}
"""Fields of the register in words."""
_CHOICES: dict[str, dict[Any, Any]] = {
    "kind": dict(FacilityKind.choices),
    "status": dict(Status.choices),
    "position_method": dict(PositionMethod.choices),
}
_LONGEST = 300


def kinds(run: ImportRun) -> list[tuple[Kind, Text, str]]:
    """Kind, title, and how many the run has of it."""
    return [(kind, title, number(run.counts.get(kind) or 0)) for kind, title in _KINDS.items()]


def lines(difference: Difference) -> list[tuple[Text, str, str]]:
    """Field, before, after. A column of the file that is no field of ours stands under its own name."""
    return [
        (FIELDS.get(name, name), _written(name, before), _written(name, after))
        for name, (before, after) in difference.fields.items()
    ]


def _written(field: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return _("nothing")
    if field in _CHOICES:
        return str(_CHOICES[field].get(value, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_written('', held)}" for name, held in value.items() if held not in (None, "", []))
    if isinstance(value, list | tuple):
        return ", ".join(_written("", item) for item in value)
    if isinstance(value, float):
        return number_format(value, use_l10n=True)
    return str(value)[:_LONGEST]
