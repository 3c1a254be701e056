"""What stands at a site: kind, status, class of factory, type of activity."""

import re
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from facilities.models import FactoryActivity, FactoryType, Kind, Status
from facilities.visibility import hidden_kinds
from geo.filters import Choice, Filter, named, refused
from geo.layers import Viewer
from geo.thai import search_form

_TYPE = re.compile(r"^(\d{1,3})(?:\((\d{1,2})\))?$")
_LAST_TYPE = 107

_CLASSES = tuple((str(number), format_lazy(gettext_lazy("Class {number}"), number=number)) for number in (1, 2, 3))


def _types() -> list[tuple[str, str]]:
    """All of them by number and name, in the language of the page."""
    column = "name_en" if (get_language() or "").startswith("en") else "name_th"
    return [(str(code), f"{code} {name}") for code, name in FactoryType.objects.values_list("code", column)]


def _type(value: str) -> Choice:
    """`9` is every sub-item of type 9, `9(6)` only that one; Thai digits and blanks are read too."""
    match = _TYPE.match(search_form(value))
    if match is None or not 1 <= int(match[1]) <= _LAST_TYPE:
        raise refused("type", value, _("must be a factory type from 1 to 107, or one of its sub-items such as 9(6)"))
    code, sub_item = int(match[1]), match[2]
    of_type = FactoryActivity.objects.filter(facility=OuterRef("pk"), factory_type=code)
    if sub_item is None:
        return Choice("type", str(code), _("Type %(number)s") % {"number": code}, Q(Exists(of_type)))
    written = f"{code}({int(sub_item)})"
    exact = of_type.filter(sub_item=int(sub_item))
    return Choice("type", written, _("Type %(number)s") % {"number": written}, Q(Exists(exact)))


def kind_for(viewer: Viewer) -> Filter:
    """With the kinds that this viewer may know of: of the others it does not even say that there are such."""
    hidden = hidden_kinds(viewer)
    return _kind(tuple((value, title) for value, title in Kind.choices if value not in hidden))


def _kind(choices: tuple[tuple[str, Any], ...]) -> Filter:
    read = named("kind", choices, lambda value: Q(kind=value))
    return Filter("kind", gettext_lazy("Kind"), read, lambda: choices)


KIND = _kind(tuple(Kind.choices))
STATUS = Filter(
    "status",
    gettext_lazy("Status"),
    named("status", Status.choices, lambda value: Q(status=value)),
    lambda: Status.choices,
)
CLASS = Filter(
    "class",
    pgettext_lazy("of a factory", "Class"),
    named("class", _CLASSES, lambda value: Q(factory__factory_class=int(value))),
    lambda: _CLASSES,
)
TYPE = Filter("type", gettext_lazy("Factory type"), _type, _types)
