"""Recording a change. Call it inside the transaction of the operation it records."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model
from django.utils import timezone

from geo.copying import copy_rows
from geo.models import Change

Recorded = tuple[object, dict[str, Any] | None, dict[str, Any] | None]
"""Primary key of the subject, before, after."""


@dataclass(frozen=True)
class Actor:
    """Who acts: a user, or a labelled process such as `public` or `import_facilities`."""

    label: str
    user_id: int | None = None

    @classmethod
    def of(cls, user: AbstractBaseUser | AnonymousUser) -> Self:
        """The actor behind a request; `public` when nobody is logged in."""
        return cls(user.get_username(), user.pk) if user.is_authenticated else cls("public")


def record(
    actor: Actor,
    action: str,
    subject: Model,
    *,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Change:
    """Add one row to the history of `subject`. `before` and `after` hold JSON-ready values."""
    return Change.objects.create(
        actor_id=actor.user_id,
        actor_label=actor.label,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        reason=reason,
        before=before,
        after=after,
    )


def record_many(actor: Actor, action: str, model: type[Model], changes: Iterable[Recorded], *, reason: str = "") -> int:
    """One row each for many subjects of one kind, written with COPY; returns how many."""
    now, subject_type = timezone.now(), model._meta.label_lower
    columns = ("at", "actor_id", "actor_label", "action", "subject_type", "subject_id", "reason", "before", "after")
    rows = (
        (now, actor.user_id, actor.label, action, subject_type, str(key), reason, _json(before), _json(after))
        for key, before, after in changes
    )
    return copy_rows(Change, columns, rows)


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
