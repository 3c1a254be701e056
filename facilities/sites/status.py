"""An officer enters what became of a site: stopped, suspended by order, ordered closed, running again."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.corrections import correct
from facilities.models import Facility, Status, StatusEntry
from geo.changes import Actor, record
from geo.errors import BadInput

BY_OFFICER = "officer "
"""What `StatusEntry.source` begins with where an officer said it; then the name, which is for officers."""

_EARLIEST = date(1900, 1, 1)


@transaction.atomic
def enter_status(
    facility: Facility, status: str, *, on: date, ground: str, actor: Actor, now: datetime | None = None
) -> StatusEntry:
    """Add to the status history of a site, and let its status be this one whatever loads say.

    `on` is the day it holds from, `ground` the order, section or finding it rests on. Raises `BadInput` for an
    unknown status, a day to come or before 1900, and a missing ground.
    """
    moment = now or timezone.now()
    _check(status, on, ground, moment)
    correct(facility, "status", status, actor=actor, reason=ground, now=moment)
    entry = StatusEntry.objects.create(
        facility_id=facility.pk,
        status=status,
        on=on,
        source=f"{BY_OFFICER}{actor.label}"[:80],
        note=ground.strip(),
        recorded_at=moment,
    )
    record(actor, "facility.status_entered", facility, reason=ground, after={"status": status, "on": on.isoformat()})
    return entry


def _check(status: str, on: date, ground: str, now: datetime) -> None:
    if status not in Status.values or status == Status.UNKNOWN:
        raise BadInput(_("It is none of the possible values"), field="status", value=status, allowed=Status.values)
    if not _EARLIEST <= on <= timezone.localdate(now):
        raise BadInput(_("The day lies between 1900 and today"), field="on", value=on.isoformat())
    if not ground.strip() or len(ground) > 300:
        raise BadInput(_("Say on what ground, in at most 300 letters"), field="ground", value=ground)
