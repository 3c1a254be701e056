"""Where the boundaries on the map come from, and how far they may be trusted."""

from dataclasses import dataclass

from django.utils import timezone

from geo.models import AreaEdition, Quality


@dataclass(frozen=True)
class Sources:
    """`line` names sources and licences of the editions in force; `backdrop` when any of them is for looks only."""

    line: str
    backdrop: bool
    border_error_m: float


def sources() -> Sources:
    """Of today; an empty line where no edition is in force."""
    editions = list(AreaEdition.objects.in_force(timezone.localdate()))
    named = dict.fromkeys(_named(edition) for edition in editions if edition.source)
    rough = [edition for edition in editions if edition.quality == Quality.BACKDROP]
    return Sources("; ".join(named), bool(rough), max((edition.border_error_m for edition in rough), default=0.0))


def _named(edition: AreaEdition) -> str:
    return f"{edition.source} ({edition.licence})" if edition.licence else edition.source
