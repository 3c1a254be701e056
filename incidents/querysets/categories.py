"""Finding categories."""

from typing import Self

from django.db import models


class CategoryQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model imports this module
    """Kinds of reports."""

    def open_to_all(self) -> Self:
        """Those whose reports are shown outside the restricted circle."""
        return self.exclude(urgency="restricted")
