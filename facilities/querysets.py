"""Finding facilities with the words of the domain."""

from typing import Self

from django.db import models


class FacilityQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model imports this module
    """Facilities of every kind and status."""

    def operating(self) -> Self:
        """Those the register calls operating."""
        return self.filter(status="operating")
