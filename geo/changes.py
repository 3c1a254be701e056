"""Recording a change. Call it inside the transaction of the operation it records."""

from dataclasses import dataclass
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model

from geo.models import Change


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
