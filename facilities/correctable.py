"""Which fields of a site an officer may correct, and what each may hold."""

import math
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.models import Kind, Status
from facilities.provinces import BY_CODE
from geo.bbox import THAILAND
from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Text
from geo.thai import arabic_digits, tidy

POSITION = "position"
AN_OFFICER = "officer"
"""The source of a position placed by hand, for everybody to read; who it was is in the history, for officers."""
SUBDISTRICT = "subdistrict_code"
MOST_RADIUS_M = 50_000


def checked(field: str, value: Any) -> Any:
    """The value as it is stored, tidy. Raises `BadInput` naming `field`, the value and the rule."""
    if field not in _RULES:
        raise BadInput(_("This field cannot be corrected"), field="field", value=field, allowed=list(_RULES))
    return _RULES[field](field, value)


def checked_radius(value: Any) -> float:
    """How far off a position may be, in metres. Raises `BadInput`."""
    number = _number(value)
    if number is None or not 0 < number <= MOST_RADIUS_M:
        raise BadInput(_("The error radius lies between 0 and 50,000 metres"), field="error_radius_m", value=value)
    return number


def _text(longest: int, *, required: bool = False) -> Callable[[str, Any], str]:
    def rule(field: str, value: Any) -> str:
        text = tidy(value) if isinstance(value, str) else None
        if text is None or len(text) > longest:
            raise BadInput(_("A text of at most %(longest)d letters") % {"longest": longest}, field=field, value=value)
        if required and not text:
            raise BadInput(_("It cannot be left empty"), field=field, value=value)
        return text

    return rule


def _one_of(allowed: list[str]) -> Callable[[str, Any], str]:
    def rule(field: str, value: Any) -> str:
        if value not in allowed:
            raise BadInput(_("It is none of the possible values"), field=field, value=value, allowed=allowed)
        return str(value)

    return rule


def _subdistrict(field: str, value: Any) -> str:
    code = arabic_digits(value.strip()) if isinstance(value, str) else ""
    if not (len(code) == 6 and code.isascii() and code.isdigit() and code[:2] in BY_CODE):
        raise BadInput(_("A subdistrict code has six digits and begins with its province's"), field=field, value=value)
    return code


def _position(field: str, value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise BadInput(_("A position has a longitude, a latitude and an error radius"), field=field, value=str(value))
    place = LonLat.parse(value.get("lon"), value.get("lat"))
    if not THAILAND.contains(place):
        raise BadInput(_("The position must lie in Thailand"), field=field, value=str(place))
    return {"lon": place.lon, "lat": place.lat, "error_radius_m": checked_radius(value.get("error_radius_m"))}


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


_RULES: dict[str, Callable[[str, Any], Any]] = {
    "name_th": _text(300, required=True),
    "name_en": _text(300),
    "operator_th": _text(300),
    "kind": _one_of(Kind.values),
    "status": _one_of(Status.values),
    "address_th": _text(400),
    "subdistrict_th": _text(120),
    "district_th": _text(120),
    "province_th": _text(120),
    "province_code": _one_of(["", *BY_CODE]),
    SUBDISTRICT: _subdistrict,
    "estate_name_th": _text(200),
    POSITION: _position,
}

TITLES: dict[str, Text] = {
    "name_th": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name in English"),
    "operator_th": gettext_lazy("Operator"),
    "kind": gettext_lazy("Kind"),
    "address_th": gettext_lazy("Address"),
    SUBDISTRICT: gettext_lazy("Subdistrict"),
    "estate_name_th": gettext_lazy("Industrial estate or zone"),
}
"""What the dossier offers. A status is entered with its day and ground, a position on a map."""
