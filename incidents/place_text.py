"""A place in any form that a person gives it: numbers, a link, a code, an address, a number or name of a site."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from geo import coordinate_text
from geo.coordinates import LonLat
from geo.layers import Viewer
from geo.models import PositionMethod
from geo.thai import tidy

LONGEST = 2_000
"""Characters looked at: a link that a map gives away may be very long."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places that a text may mean."""

    title: str
    detail: str
    place: LonLat
    error_radius_m: float | None = None
    method: PositionMethod = PositionMethod.STATED


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text says of a place.

    Without `place` the text named none, or several: then `choices` holds them. `words` says in the language of the
    moment how it was read, or why it was not. `how`: coordinates, link, plus_code, address, registration, name, "".
    """

    place: LonLat | None = None
    error_radius_m: float | None = None
    method: PositionMethod = PositionMethod.NONE
    words: str = ""
    choices: tuple[Choice, ...] = ()
    how: str = ""


Reader = Callable[[str, Viewer], Understood | None]


def understand(text: str, *, viewer: Viewer) -> Understood:
    """The first reading that fits, from the surest to the vaguest. Sites are looked for among those the viewer sees."""
    wanted = tidy(text[:LONGEST])
    for read in _READERS:
        if wanted and (found := read(wanted, viewer)) is not None:
            return found
    return Understood(words=_("The place must be coordinates in Thailand"))


def _coordinates(text: str, viewer: Viewer) -> Understood | None:
    place = coordinate_text.parse(text)
    if place is None:
        return None
    return Understood(place, None, PositionMethod.STATED, f"{place.lat:.6f}, {place.lon:.6f}", (), "coordinates")


_READERS: tuple[Reader, ...] = (_coordinates,)
