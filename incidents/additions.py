"""What the reporter adds to a report later: a word, a picture. Steps of the case; its state stays."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from geo.changes import Actor, record
from geo.errors import BadInput, Conflict
from geo.thai import tidy_lines
from incidents.models import Report, StateChange, StepKind
from incidents.photos import attach
from incidents.steps import add_step, locked

PUBLIC = Actor("public")
LONGEST_WORDS = 1_000
MOST_ADDITIONS = 20
MOST_PHOTOS_IN_ALL = 15
ADDED = "reporter_added"


@transaction.atomic
def reporter_adds(report: Report, words: str, photos: Sequence[UUID], *, now: datetime) -> StateChange:
    """A note of the case with the words for officers only. Raises `BadInput` for nothing, `Conflict` beyond measure."""
    said = tidy_lines(words)
    if not said and not photos:
        raise BadInput(_("Write something or add a picture"), field="words", value="")
    if len(said) > LONGEST_WORDS:
        rule = _("At most %(most)s characters can be added at once") % {"most": f"{LONGEST_WORDS:,}"}
        raise BadInput(rule, field="words", value=said)
    stored = locked(report)
    _refuse_too_many(stored, len(photos))
    attach(stored, photos)
    data = {"what": ADDED, "photos": [str(token) for token in photos]}
    step = add_step(stored, StepKind.NOTE, actor=PUBLIC, now=now, reason=said, data=data)
    record(PUBLIC, "report.reporter_added", stored, after={"pictures": len(photos)})
    return step


def _refuse_too_many(stored: Report, more: int) -> None:
    added = stored.steps.filter(kind=StepKind.NOTE, data__what=ADDED).count()
    if added >= MOST_ADDITIONS or stored.photos.count() + more > MOST_PHOTOS_IN_ALL:
        raise Conflict(_("Nothing more can be added to this report; please send a new one and name this code"))
