"""The public form: what was typed, what is wrong with it, field by field, nothing lost."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from geo.coordinates import LonLat
from geo.errors import BadInput, OutsideThailand
from geo.layers import Viewer
from geo.models import PositionMethod
from geo.thai import tidy
from incidents.draft import (
    LONGEST_PLACE_TEXT,
    ReportDraft,
    by_words,
    parse_accuracy,
    parse_category,
    parse_contact,
    parse_description,
    parse_device,
    parse_photos,
)
from incidents.models import Channel
from incidents.place_text import Choice, understand

FIELDS = ("category", "description", "place", "photos", "contact")
"""In the order of the list of errors."""

HIDDEN = ("pick", "accuracy_m", "device_lon", "device_lat", "device_accuracy_m")
"""Filled in by the script, or by choosing one of several places: what is unreadable there is no fault of the person."""


@dataclass
class Form:
    """One showing of the form. `values` are as typed; `errors` by field, in plain words.

    `pick` is `lon,lat` of a pin or of a chosen place: it counts before the words in `place`, which are kept beside it.
    """

    values: dict[str, str]
    key: str
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    photos: list[str] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()

    @classmethod
    def blank(cls, query: Mapping[str, str]) -> "Form":
        """A fresh one; the map's "report here" gives `lon` and `lat` in the address."""
        values = dict.fromkeys((*FIELDS, *HIDDEN), "")
        return cls({**values, "category": query.get("category", "")[:40], "place": _place_in(query)}, new_key())

    @classmethod
    def sent(cls, posted: QueryDict) -> "Form":
        """What came back."""
        values = {name: posted.get(name, "") for name in (*FIELDS, *HIDDEN)}
        return cls(values, posted.get("key", "") or new_key(), photos=posted.getlist("photo"))

    def draft(self, viewer: Viewer, channel: Channel = Channel.WEB) -> ReportDraft | None:
        """The report, or None with every error noted."""
        parsed: dict[str, Any] = {
            "category": self._checked("category", parse_category),
            "description": self._checked("description", parse_description),
            "contact": self._checked("contact", parse_contact),
        }
        parsed["photos"] = self._photos()
        where = self._where(viewer)
        if self.errors:
            return None
        return ReportDraft(**parsed, **where, **self._device(), channel=channel)

    def refuse_place(self, error: OutsideThailand) -> None:
        """The place can be read, but is not ours."""
        self.errors["place"] = error.detail

    def listed_errors(self) -> list[tuple[str, str]]:
        """Field and words, in the order of the page."""
        return [(name, self.errors[name]) for name in FIELDS if name in self.errors]

    def body(self) -> dict[str, str]:
        """What the form asks for, to tell a second sending from another report. Its pictures get new tokens then."""
        return dict(self.values)

    def _checked(self, name: str, parse: Callable[[str], object]) -> object:
        try:
            return parse(self.values[name])
        except BadInput as error:
            self.errors[name] = _MESSAGES[name]() if name in _MESSAGES else error.detail
            return None

    def _where(self, viewer: Viewer) -> dict[str, Any]:
        accuracy_m, text = self._lenient("accuracy_m", parse_accuracy), self.values["place"]
        if (picked := self._lenient("pick", _parse_pick)) is not None:
            return {**_by_numbers(picked, accuracy_m), "place_text": tidy(text)[:LONGEST_PLACE_TEXT]}
        said = understand(text, viewer=viewer)
        if said.place is None:
            self.errors["place"], self.choices = said.words, said.choices
            return {}
        if said.how == "coordinates" and accuracy_m is not None:
            return _by_numbers(said.place, accuracy_m)
        return by_words(said, text)

    def _photos(self) -> Sequence[uuid.UUID]:
        try:
            return parse_photos(self.photos)
        except BadInput as error:
            self.errors["photos"] = error.detail
            return ()

    def _device(self) -> dict[str, Any]:
        where = self._lenient("device_lon", lambda lon: parse_device(lon, self.values["device_lat"]))
        return {
            "device_position": where,
            "device_accuracy_m": self._lenient("device_accuracy_m", parse_accuracy) if where else None,
        }

    def _lenient(self, name: str, parse: Callable[[str], Any]) -> Any:
        try:
            return parse(self.values[name])
        except BadInput:
            return None


def new_key() -> str:
    """Names one showing of the form, so that sending it twice files one report."""
    return uuid.uuid4().hex


def _by_numbers(place: LonLat, accuracy_m: float | None) -> dict[str, Any]:
    method = PositionMethod.STATED if accuracy_m is None else PositionMethod.DEVICE
    return {"place": place, "accuracy_m": accuracy_m, "error_radius_m": accuracy_m, "position_method": method}


def _parse_pick(text: str) -> LonLat | None:
    lon, comma, lat = text.partition(",")
    return LonLat.parse(lon, lat) if comma else None


def _place_in(query: Mapping[str, str]) -> str:
    """The place as the form writes it, latitude first; nothing where the address holds none."""
    try:
        place = LonLat.parse(query.get("lon"), query.get("lat"))
    except BadInput:
        return ""
    return f"{place.lat:.6f}, {place.lon:.6f}"


_MESSAGES: dict[str, Callable[[], str]] = {
    "category": lambda: _("Choose what it is about"),
    "description": lambda: _("Describe what happens, in 2 to 5,000 characters"),
}
