"""Who has opened what a notice led to."""

from datetime import datetime
from uuid import UUID

from geo.changes import Actor
from geo.layers import Viewer
from incidents.models import Notice, NoticeState, Report


def mark_seen(token: str, *, actor: Actor, viewer: Viewer, now: datetime) -> bool:
    """The first who opens it, and may, is written down; True if this was the first. Anything else is no error."""
    try:
        named = UUID(token)
    except ValueError:
        return False
    allowed = Report.objects.seen_by(viewer).values("pk")
    first = Notice.objects.filter(token=named, seen_at=None, report__in=allowed)
    seen = {"state": NoticeState.SEEN, "seen_at": now, "seen_by": actor.label, "next_try_at": None}
    return first.update(**seen) > 0
