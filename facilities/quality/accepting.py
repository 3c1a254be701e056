"""A person looked at a matter and says that the site is right as it is."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import WorkItem
from geo.changes import Actor, record
from geo.errors import BadInput, Conflict


@transaction.atomic
def accept(item: WorkItem, *, actor: Actor, reason: str, now: datetime | None = None) -> WorkItem:
    """Settle an item for good; it comes back only when what was found changes.

    Raises `BadInput` without a reason, `Conflict` where it is settled already.
    """
    if not reason.strip():
        raise BadInput(_("Say how you know it"), field="reason", value=reason)
    stored = WorkItem.objects.select_for_update().get(pk=item.pk)
    if stored.settled_at is not None:
        raise Conflict(_("This matter is settled already"), item=item.pk)
    stored.settled_at = now or timezone.now()
    stored.settled_how, stored.settled_by_label, stored.accepted = reason.strip()[:300], actor.label, True
    stored.save(update_fields=["settled_at", "settled_how", "settled_by_label", "accepted"])
    record(actor, "facility.accepted", stored.facility, reason=reason, after={"matter": stored.matter})
    return stored
