"""What becomes of a gathered file: nothing, a stored edition, or an edition in force."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from geo import editions
from geo.boundaries.gather import Gathered
from geo.changes import Actor
from geo.editions import EditionDraft
from geo.errors import BadInput
from geo.models import AreaEdition, Quality

BORDER_ERROR_M = {Quality.SURVEY: 25.0, Quality.SIMPLIFIED: 500.0, Quality.BACKDROP: 5_000.0}
"""How far a line may be off where nobody states it."""


@dataclass(frozen=True)
class Wish:
    """What the person asks for; `border_error_m` None takes the figure of the quality."""

    level: str
    name: str
    quality: str
    border_error_m: float | None = None
    source: str = ""
    licence: str = ""
    apply: bool = False
    activate: bool = False
    valid_from: date | None = None


class Outcome(StrEnum):
    """What happened, or with nothing applied, what would."""

    WOULD_LOAD = "would_load"
    UNCHANGED = "unchanged"
    LOADED = "loaded"
    ACTIVATED = "activated"


@transaction.atomic
def store(gathered: Gathered, wish: Wish, *, actor: Actor) -> Outcome:
    """Store and activate as far as wished.

    Raises `BadInput` where no row is good, `Conflict` where the edition's name holds other areas.
    """
    if not gathered.areas:
        raise BadInput("No row of the file can be stored", field="FILE", value=wish.source)
    known = editions.same(wish.level, wish.name, gathered.areas)
    if not wish.apply:
        return Outcome.UNCHANGED if known else Outcome.WOULD_LOAD
    edition = known or editions.load(_draft(wish), gathered.areas, actor=actor)
    if wish.activate and edition.activated_at is None:
        editions.activate(edition, valid_from=wish.valid_from or _first_day(wish.level), actor=actor)
        return Outcome.ACTIVATED
    return Outcome.UNCHANGED if known else Outcome.LOADED


def _draft(wish: Wish) -> EditionDraft:
    error_m = BORDER_ERROR_M[Quality(wish.quality)] if wish.border_error_m is None else wish.border_error_m
    if not 0 <= error_m <= 100_000:
        raise BadInput("The border error is 0 to 100,000 metres", field="--border-error", value=error_m)
    return EditionDraft(wish.level, wish.name, wish.quality, error_m, wish.source, wish.licence)


def _first_day(level: str) -> date | None:
    """The first edition of a level holds since ever; a later one from today on."""
    return timezone.localdate() if AreaEdition.objects.activated().filter(level=level).exists() else None
