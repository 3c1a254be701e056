"""What was found of a site, in one sentence, in the language of the moment."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from facilities.history import fact_title
from facilities.models import Matter, Status, WorkItem
from facilities.provinces import BY_CODE
from facilities.source_names import source_title
from geo.models import Area, PositionMethod
from geo.templatetags.phangut import metres

Detail = Mapping[str, Any]

AreaNames = Mapping[str, str]
"""Names of areas by code."""


def area_names(items: Iterable[WorkItem]) -> AreaNames:
    """Of all areas that the items speak of: one query."""
    codes = {item.detail["code"] for item in items if item.matter == Matter.OUTSIDE}
    if not codes:
        return {}
    column = "name_en" if _english() else "name_th"
    return dict(Area.objects.in_force(timezone.localdate()).filter(code__in=codes).values_list("code", column))


def found(item: WorkItem, names: AreaNames) -> list[str]:
    """One or more sentences."""
    return _SAID[Matter(item.matter)](item.detail, names)


def _outside(detail: Detail, names: AreaNames) -> list[str]:
    area = names.get(detail["code"], detail["code"])
    return [_("Lies %(distance)s outside %(area)s") % {"distance": metres(detail["metres"]), "area": area}]


def _shared(detail: Detail, names: AreaNames) -> list[str]:
    said = ngettext(
        "%(count)s other site stands on exactly the same point",
        "%(count)s other sites stand on exactly the same point",
        detail["others"],
    )
    return [said % {"count": detail["others"]}]


def _approximate(detail: Detail, names: AreaNames) -> list[str]:
    how = str(PositionMethod(detail["method"]).label)
    if not detail["radius_m"]:
        return [how]
    return [_("%(how)s, up to %(distance)s off") % {"how": how, "distance": metres(detail["radius_m"])}]


def _unplaced(detail: Detail, names: AreaNames) -> list[str]:
    return [_("On no map: no position is known")]


def _disputed(detail: Detail, names: AreaNames) -> list[str]:
    fields = ", ".join(str(fact_title(name)) for name in detail)
    return [_("A load says otherwise than an officer: %(fields)s") % {"fields": fields}]


def _contradictory(detail: Detail, names: AreaNames) -> list[str]:
    return [_CONTRADICTIONS[what](said) for what, said in sorted(detail.items()) if what in _CONTRADICTIONS]


def _statuses(said: Detail) -> str:
    words = (f"{source_title(source)}: {Status(status).label}" for source, status in sorted(said.items()))
    return _("Status: %(said)s") % {"said": " / ".join(words)}


def _classes(said: Detail) -> str:
    return _("The number says class %(number)s, the register class %(register)s") % said


def _provinces(said: Detail) -> str:
    named = {key: _province(code) for key, code in said.items()}
    return _("The number says %(number)s, the address %(register)s") % named


def _positions(said: Detail) -> str:
    return _("The sources' positions lie %(distance)s apart") % {"distance": metres(said["metres"])}


def _province(code: str) -> str:
    if code not in BY_CODE:
        return code
    return BY_CODE[code].name_en if _english() else BY_CODE[code].name_th


def _english() -> bool:
    return (get_language() or "").startswith("en")


_SAID: dict[Matter, Callable[[Detail, AreaNames], list[str]]] = {
    Matter.OUTSIDE: _outside,
    Matter.CONTRADICTORY: _contradictory,
    Matter.DISPUTED: _disputed,
    Matter.UNPLACED: _unplaced,
    Matter.SHARED: _shared,
    Matter.APPROXIMATE: _approximate,
}
_CONTRADICTIONS: dict[str, Callable[[Detail], str]] = {
    "status": _statuses,
    "class": _classes,
    "province": _provinces,
    "position": _positions,
}
