"""A report as it comes in: parsed once, at the door, into a type that cannot be wrong."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _

from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.layers import Viewer
from geo.models import PositionMethod
from geo.thai import tidy, tidy_lines
from incidents.models import Category, Channel
from incidents.place_text import Understood, understand
from incidents.states import State

DESCRIPTION = (2, 5_000)
LONGEST_CONTACT = 200
LONGEST_PLACE_TEXT = 300
ACCURACY_M = (0, 100_000)
MOST_PHOTOS = 5
ANYBODY = Viewer()


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What somebody wants to report.

    `accuracy_m` is what the device said of `place`; None where a person gave it. `error_radius_m`, `position_method`
    and `place_text` say how the place was told and how far it may be off. `device_position` is where the reporter's
    device was: it goes to the reporter's own store. `photos` are tokens of `incidents.photos`. `received_at`, of a
    report that another system took in first, stands before the moment of filing. Such a report may begin further on
    than `received`; `begins_with` is then the other system's word, the data of its first step.
    """

    category: Category
    description: str
    place: LonLat
    accuracy_m: float | None = None
    contact: str = ""
    channel: Channel = Channel.API
    place_text: str = ""
    error_radius_m: float | None = None
    position_method: PositionMethod = PositionMethod.STATED
    position_source: str = "reporter"
    device_position: LonLat | None = None
    device_accuracy_m: float | None = None
    photos: tuple[UUID, ...] = ()
    received_at: datetime | None = None
    begins: State = State.RECEIVED
    begins_with: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(
        cls,
        *,
        category: object,
        description: object,
        lon: object = None,
        lat: object = None,
        place: object = None,
        accuracy_m: object = None,
        contact: object = None,
        photos: object = None,
        channel: str = Channel.API,
        device_lon: object = None,
        device_lat: object = None,
        device_accuracy_m: object = None,
        viewer: Viewer = ANYBODY,
        **more: Any,
    ) -> Self:
        """From what a form or a program sends. Raises `BadInput` naming the field, its value and the rule.

        The place is `lon` and `lat`, or the text `place` in any form; `more` are fields already parsed.
        """
        accuracy = parse_accuracy(accuracy_m)
        return cls(
            category=parse_category(category),
            description=parse_description(description),
            contact=parse_contact(contact),
            photos=parse_photos(photos),
            channel=Channel(channel),
            device_position=parse_device(device_lon, device_lat),
            device_accuracy_m=parse_accuracy(device_accuracy_m, "device_accuracy_m"),
            **{**placed(lon, lat, place, accuracy, viewer), **more},
        )


def placed(lon: object, lat: object, text: object, accuracy_m: float | None, viewer: Viewer) -> dict[str, Any]:
    """The fields of a draft that say where: by two numbers, or by a text where there are none."""
    if lon is None and lat is None and text is not None:
        return by_words(parse_place(text, viewer), str(text))
    if lon is None and lat is None:
        raise BadInput(_("Say where it is: lon and lat, or place"), field="lon", value=None)
    method = PositionMethod.STATED if accuracy_m is None else PositionMethod.DEVICE
    return {
        "place": LonLat.parse(lon, lat),
        "accuracy_m": accuracy_m,
        "error_radius_m": accuracy_m,
        "position_method": method,
        "place_text": tidy(text)[:LONGEST_PLACE_TEXT] if isinstance(text, str) else "",
    }


def by_words(said: Understood, text: str) -> dict[str, Any]:
    """The same of a text that was understood."""
    return {
        "place": said.place,
        "error_radius_m": said.error_radius_m,
        "position_method": said.method,
        "place_text": tidy(text)[:LONGEST_PLACE_TEXT],
    }


def parse_place(value: object, viewer: Viewer) -> Understood:
    """A text that names one place. Raises `BadInput` saying what is missing, with the choices where there are any."""
    said = understand(value if isinstance(value, str) else "", viewer=viewer)
    if said.place is None:
        choices = [choice.title for choice in said.choices]
        raise BadInput(said.words, field="place", value=value, choices=choices)
    return said


def parse_category(value: object) -> Category:
    """A category by its code."""
    if isinstance(value, str) and value == tidy(value):
        found = Category.objects.named(value)
        if found is not None:
            return found
    raise BadInput(_("The category must be one of those of /api/categories"), field="category", value=value)


def parse_description(value: object) -> str:
    """Tidy Thai text of 2 to 5,000 characters; line breaks stay."""
    least, most = DESCRIPTION
    text = tidy_lines(value) if isinstance(value, str) else ""
    if not least <= len(text) <= most:
        rule = _("The description must have %(least)s to %(most)s characters") % {"least": least, "most": f"{most:,}"}
        raise BadInput(rule, field="description", value=value)
    return text


def parse_device(lon: object, lat: object) -> LonLat | None:
    """Both numbers or neither."""
    return None if lon in (None, "") and lat in (None, "") else LonLat.parse(lon, lat)


def parse_accuracy(value: object, field: str = "accuracy_m") -> float | None:
    """Metres, 0 to 100,000; None or empty where it is not known."""
    if value is None or value == "":
        return None
    least, most = ACCURACY_M
    try:
        metres = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]  # checked by except
    except (TypeError, ValueError):
        metres = math.nan
    if not least <= metres <= most:
        rule = _("The accuracy must be a number of metres from %(least)s to %(most)s")
        raise BadInput(rule % {"least": least, "most": f"{most:,}"}, field=field, value=value)
    return metres


def parse_contact(value: object) -> str:
    """One line of at most 200 characters, or nothing."""
    text = tidy(value) if isinstance(value, str) else ""
    if (value is not None and not isinstance(value, str)) or len(text) > LONGEST_CONTACT:
        rule = _("The contact must have at most %(most)s characters") % {"most": LONGEST_CONTACT}
        raise BadInput(rule, field="contact", value="")
    return text


def parse_photos(value: object) -> tuple[UUID, ...]:
    """Tokens of `POST /api/photos`, each once, at most five. Whether they exist is asked when they are attached."""
    given = list(value) if isinstance(value, Iterable) and not isinstance(value, str) else []
    try:
        tokens = tuple(dict.fromkeys(one if isinstance(one, UUID) else UUID(str(one)) for one in given))
    except ValueError:
        raise BadInput(_("A picture is named by the token it was given"), field="photos", value=given) from None
    if len(tokens) > MOST_PHOTOS:
        rule = _("A report takes at most %(most)s pictures") % {"most": MOST_PHOTOS}
        raise BadInput(rule, field="photos", value=len(tokens))
    return tokens
