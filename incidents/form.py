"""The public form: what was typed, what is wrong with it, field by field, nothing lost."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from geo import coordinate_text
from geo.coordinates import LonLat
from geo.errors import BadInput, OutsideThailand
from incidents.draft import ReportDraft, parse_accuracy, parse_category, parse_contact, parse_description
from incidents.models import Channel

FIELDS = ("category", "description", "place", "contact")
"""In the order of the page, which is the order of the list of errors."""


@dataclass
class Form:
    """One showing of the form. `values` are as typed; `errors` by field, in plain words."""

    values: dict[str, str]
    key: str
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""

    @classmethod
    def blank(cls, query: Mapping[str, str]) -> "Form":
        """A fresh one; the map's "report here" gives `lon` and `lat` in the address."""
        values = {"category": query.get("category", "")[:40], "place": _place_in(query)}
        return cls({**values, "description": "", "contact": "", "accuracy_m": ""}, new_key())

    @classmethod
    def sent(cls, posted: Mapping[str, str]) -> "Form":
        """What came back."""
        names = (*FIELDS, "accuracy_m")
        return cls({name: posted.get(name, "") for name in names}, posted.get("key", "") or new_key())

    def draft(self) -> ReportDraft | None:
        """The report, or None with every error noted."""
        parsed: dict[str, Any] = {
            "category": self._checked("category", parse_category),
            "description": self._checked("description", parse_description),
            "place": self._checked("place", parse_place),
            "contact": self._checked("contact", parse_contact),
        }
        if self.errors:
            return None
        return ReportDraft(**parsed, accuracy_m=self._accuracy(), channel=Channel.WEB)

    def refuse_place(self, error: OutsideThailand) -> None:
        """The place can be read, but is not ours."""
        self.errors["place"] = error.detail

    def listed_errors(self) -> list[tuple[str, str]]:
        """Field and words, in the order of the page."""
        return [(name, self.errors[name]) for name in FIELDS if name in self.errors]

    def body(self) -> dict[str, str]:
        """What the form asks for, to tell a second sending from another report."""
        return dict(self.values)

    def _checked(self, name: str, parse: Callable[[str], object]) -> object:
        try:
            return parse(self.values[name])
        except BadInput as error:
            self.errors[name] = _MESSAGES[name]() if name in _MESSAGES else error.detail
            return None

    def _accuracy(self) -> float | None:
        """Filled in by the script only: a value that cannot be read is no fault of the person."""
        try:
            return parse_accuracy(self.values["accuracy_m"])
        except BadInput:
            return None


def parse_place(text: str) -> LonLat:
    """Coordinates in any form people use. Raises `BadInput`."""
    place = coordinate_text.parse(text[:200])
    if place is None:
        raise BadInput(_("The place must be coordinates in Thailand"), field="place", value=text)
    return place


def _place_in(query: Mapping[str, str]) -> str:
    """The place as the form writes it, latitude first; nothing where the address holds none."""
    try:
        place = LonLat.parse(query.get("lon"), query.get("lat"))
    except BadInput:
        return ""
    return f"{place.lat:.6f}, {place.lon:.6f}"


def new_key() -> str:
    """Names one showing of the form, so that sending it twice files one report."""
    return uuid.uuid4().hex


_MESSAGES: dict[str, Callable[[], str]] = {
    "category": lambda: _("Choose what it is about"),
    "description": lambda: _("Describe what happens, in 2 to 5,000 characters"),
    "place": lambda: _("Say where it is: use your position, tap the map, or type coordinates in Thailand"),
}
