"""A report as it comes in: parsed once, at the door, into a type that cannot be wrong."""

import math
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from geo.coordinates import LonLat
from geo.errors import BadInput
from geo.thai import tidy, tidy_lines
from incidents.models import Category, Channel

DESCRIPTION = (2, 5_000)
LONGEST_CONTACT = 200
ACCURACY_M = (0, 100_000)


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What somebody wants to report. `accuracy_m` is the device's own; None where a person set the pin."""

    category: Category
    description: str
    place: LonLat
    accuracy_m: float | None = None
    contact: str = ""
    channel: Channel = Channel.API

    @classmethod
    def parse(
        cls,
        *,
        category: object,
        description: object,
        lon: object,
        lat: object,
        accuracy_m: object = None,
        contact: object = None,
        channel: Channel = Channel.API,
    ) -> Self:
        """From what a form or a program sends. Raises `BadInput` naming the field, its value and the rule."""
        return cls(
            category=parse_category(category),
            description=parse_description(description),
            place=LonLat.parse(lon, lat),
            accuracy_m=parse_accuracy(accuracy_m),
            contact=parse_contact(contact),
            channel=channel,
        )


def parse_category(value: object) -> Category:
    """A category by its code."""
    if isinstance(value, str) and value == tidy(value):
        found: Category | None = Category.objects.filter(code=value).first()
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


def parse_accuracy(value: object) -> float | None:
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
        raise BadInput(rule % {"least": least, "most": f"{most:,}"}, field="accuracy_m", value=value)
    return metres


def parse_contact(value: object) -> str:
    """One line of at most 200 characters, or nothing."""
    text = tidy(value) if isinstance(value, str) else ""
    if (value is not None and not isinstance(value, str)) or len(text) > LONGEST_CONTACT:
        rule = _("The contact must have at most %(most)s characters") % {"most": LONGEST_CONTACT}
        raise BadInput(rule, field="contact", value="")
    return text
