"""What a text says of a place. Pure but for the words."""

from dataclasses import dataclass

from geo.coordinates import LonLat
from geo.models import PositionMethod

LEAST_ERROR_M = 30.0
"""What a person copies or points at is not surveyed, however many decimals it has."""


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

    Without `place` the text named none, or several: then `choices` holds them. With it, `choices` are sites the text
    may mean more exactly. `words` says in the language of the moment how it was read, or why it was not.
    `how`: coordinates, link, plus_code, address, registration, name; empty for nothing.
    """

    place: LonLat | None = None
    error_radius_m: float | None = None
    method: PositionMethod = PositionMethod.NONE
    words: str = ""
    choices: tuple[Choice, ...] = ()
    how: str = ""


def from_choices(choices: tuple[Choice, ...], words: str, how: str) -> Understood:
    """The place itself where there is one choice only."""
    if len(choices) != 1:
        return Understood(words=words, choices=choices, how=how)
    (only,) = choices
    said = " · ".join(filter(None, [only.title, only.detail]))
    return Understood(only.place, only.error_radius_m, only.method, said, (), how)
