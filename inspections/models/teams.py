"""Inspection teams. Their names change with policy, so they are data."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from geo.models import Office

COLOURS = 6
"""How many team hues the design has (`--team-1` to `--team-6`)."""


class Team(models.Model):
    """One car with its people. `home` is where its days start and end unless a plan says otherwise."""

    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    home = models.ForeignKey(Office, models.PROTECT, related_name="teams", verbose_name=_("home office"))
    active = models.BooleanField(_("active"), default=True)
    colour = models.PositiveSmallIntegerField(
        _("colour"), default=1, validators=[MinValueValidator(1), MaxValueValidator(COLOURS)]
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name_th", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(colour__gte=1, colour__lte=COLOURS), name="team_colour_is_one_of_the_hues"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the moment."""
        return ((get_language() or "").startswith("en") and self.name_en) or self.name_th
