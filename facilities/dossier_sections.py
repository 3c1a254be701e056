"""Sections that apps above the register add to a facility's dossier, such as its open reports."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from facilities.models import Facility
from geo.layers import Text, Viewer


@dataclass(frozen=True)
class Section:
    """`render(facility, viewer)` gives HTML, empty where there is nothing this viewer may see."""

    name: str
    title: Text
    render: Callable[[Facility, Viewer], SafeString | str]


_sections: dict[str, Section] = {}


def register(name: str, title: Text, render: Callable[[Facility, Viewer], SafeString | str]) -> None:
    """Called in `AppConfig.ready()`. The last section of a name stands."""
    _sections[name] = Section(name, title, render)


def sections_for(facility: Facility, viewer: Viewer) -> list[tuple[Section, str]]:
    """Sections with something to say to this viewer, in order of registration."""
    rendered = ((section, section.render(facility, viewer)) for section in _sections.values())
    return [(section, html) for section, html in rendered if html]
