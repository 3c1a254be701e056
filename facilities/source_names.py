"""What sources are called: one registry for everything that shows where a fact comes from."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.correctable import AN_OFFICER
from facilities.imports.profiles import PROFILES
from geo.layers import Text

_named: dict[str, Text] = {
    AN_OFFICER: gettext_lazy("An officer"),
    "reference-zones": gettext_lazy("Industrial zones and parks, list of this service"),
    "IEAT map layer, copy of 2026": gettext_lazy("IEAT map layer, copy of 2026"),
}


def register(name: str, title: Text) -> None:
    """Give a source that no profile declares the title people know it by; the last one given holds."""
    _named[name] = title


def source_title(name: str) -> str:
    """The registered title, else the profile's own; a source that nobody named stands as it is called."""
    if name in _named:
        return str(_named[name])
    return _(PROFILES[name].title) if name in PROFILES else name
