"""A place in any form that a person gives it: numbers, a link, a code, an address, a number or name of a site."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from geo.layers import Viewer
from geo.models import PositionMethod
from geo.thai import tidy
from incidents.place_text import areas, links, numbers, plus_codes, sites
from incidents.place_text.understood import Choice, Understood, from_choices

__all__ = ["LONGEST", "Choice", "Understood", "understand"]

LONGEST = 2_000
"""Characters looked at: a link that a map gives away may be very long."""

_LONGEST_NAME = 200
_LEAST_NAME = 2

Reader = Callable[[str, Viewer], Understood | None]


def understand(text: str, *, viewer: Viewer) -> Understood:
    """The first reading that fits, from the surest to the vaguest. Sites are looked for among those the viewer sees.

    At most a handful of small statements; the text of a link is read, the link is never followed.
    """
    wanted = tidy(text[:LONGEST])
    for read in _READERS if wanted else ():
        if (found := read(wanted, viewer)) is not None:
            return found
    if wanted:
        return Understood(words=_("No place is known by these words. Write the district and province, or tap the map."))
    return Understood(words=_("Say where it is: use your position, tap the map, or write the place"))


def _numbers(text: str, viewer: Viewer) -> Understood | None:
    return None if links.LINK.search(text) else numbers.read(text)


def _link(text: str, viewer: Viewer) -> Understood | None:
    found = links.read(text)
    if found is None:
        return None
    if found.place is not None:
        return numbers.at(found.place, found.error_radius_m, "link")
    if found.short:
        return Understood(words=_short_link(), how="link")
    # A link cannot hold another one without end: what it looks for is read as words.
    inner = understand(links.LINK.sub(" ", found.words), viewer=viewer) if found.words else None
    if inner and (inner.place or inner.choices):
        return inner
    return Understood(
        words=_("The link holds no place in Thailand. Copy the numbers of the place instead."), how="link"
    )


def _plus_code(text: str, viewer: Viewer) -> Understood | None:
    return plus_codes.read(text)


def _registration(text: str, viewer: Viewer) -> Understood | None:
    choices = sites.numbered(text, viewer) if len(text) <= _LONGEST_NAME else ()
    return from_choices(choices, _("Several sites bear this number: choose one"), "registration") if choices else None


def _address(text: str, viewer: Viewer) -> Understood | None:
    found = areas.address(text)
    if found is None:
        return None
    said = (sites.middle_of(found.told) if found.told != found.code else None) or areas.of_code(found.code)
    name = found.before[:_LONGEST_NAME]
    near = sites.named(f"{name} {areas.full_name(found.code)}", viewer) if _is_name(name) else ()
    return Understood(said.place, said.error_radius_m, said.method, said.words, near, "address")


def _bare_address(text: str, viewer: Viewer) -> Understood | None:
    code = areas.bare_names(text) if len(text) <= _LONGEST_NAME else ""
    return areas.of_code(code) if code else None


def _part(text: str, viewer: Viewer) -> Understood | None:
    code = areas.part_of(text) if len(text) <= _LONGEST_NAME else ""
    return areas.of_code(code, only=True) if code else None


def _name(text: str, viewer: Viewer) -> Understood | None:
    if not _LEAST_NAME <= len(text) <= _LONGEST_NAME:
        return None
    found = sites.named(text, viewer)
    choices = found if len(found) == 1 else (*found, *sites.named_areas(text, viewer))[: sites.MOST]
    if not choices:
        return None
    if len(choices) == 1 and choices[0].method is PositionMethod.CENTROID:
        return Understood(words=_("Choose the place that is meant"), choices=choices, how="name")
    return from_choices(choices, _("Choose the place that is meant"), "name")


def _is_name(text: str) -> bool:
    """House numbers, villages and roads are no names of sites."""
    return len(text) > 4 and not text[0].isdigit() and not text.startswith(("หมู่", "ม.", "ถ.", "ถนน", "ซ.", "ซอย"))


def _short_link() -> str:
    return _("A short link cannot be opened from here. Open it on your telephone and copy the numbers, or tap the map.")


_READERS: tuple[Reader, ...] = (_numbers, _link, _plus_code, _registration, _address, _bare_address, _name, _part)
