"""Finding areas: by the day, by the place, by the code."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


class EditionQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model imports this module
    """Editions of boundaries."""

    def in_force(self, on: date) -> Self:
        """Activated editions whose validity covers the day; at most one per level."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        return self.filter(started, not_over, activated_at__isnull=False)


class AreaQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Areas of any edition."""


class AreaPartQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Pieces of areas."""
