"""Where the boundaries and the ground of the map come from, and how far they may be trusted."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from geo.ground import published
from geo.models import AreaEdition, GroundEdition, Quality
from geo.templatetags.phangut import thai_date


@dataclass(frozen=True)
class Sources:
    """`line` names sources and licences of the editions in force; `backdrop` when any of them is for looks only.

    `ground` does the same for roads, water and names of places; empty where none are loaded.
    """

    line: str
    backdrop: bool
    border_error_m: float
    ground: str = ""

    def of(self, layer: str) -> str:
        """What one layer has to say."""
        return self.ground if layer in published.NAMES else self.line

    @property
    def whole(self) -> str:
        """All that a picture of the map has to say."""
        return "; ".join(part for part in (self.line, self.ground) if part)


def sources() -> Sources:
    """Of today; an empty line where no edition is in force."""
    editions = list(AreaEdition.objects.in_force(timezone.localdate()))
    named = dict.fromkeys(_named(edition) for edition in editions if edition.source)
    rough = [edition for edition in editions if edition.quality == Quality.BACKDROP]
    error_m = max((edition.border_error_m for edition in rough), default=0.0)
    return Sources("; ".join(named), bool(rough), error_m, _ground())


def _ground() -> str:
    if not published.loaded():
        return ""
    shown: dict[tuple[str, str], set[date]] = {}
    for edition in GroundEdition.objects.order_by("name"):
        days = shown.setdefault((edition.source, edition.licence), set())
        if edition.data_date:
            days.add(edition.data_date)
    return "; ".join(_credit(*names, days) for names, days in shown.items())


def _credit(source: str, licence: str, days: set[date]) -> str:
    """With the days that it shows: roads grow old."""
    told = [licence] if licence else []
    told += [" – ".join(dict.fromkeys([thai_date(min(days)), thai_date(max(days))]))] if days else []
    return f"{source} ({', '.join(told)})" if told else source


def _named(edition: AreaEdition) -> str:
    return f"{edition.source} ({edition.licence})" if edition.licence else edition.source
