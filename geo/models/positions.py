"""How a stored position came to be; every position says so, with its error radius in metres."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PositionMethod(models.TextChoices):
    """From the most to the least trustworthy."""

    SURVEYED = "surveyed", _("Surveyed")
    HAND = "hand", _("Placed by an officer")
    STATED = "stated", _("As stated by the register")
    REPAIRED = "repaired", _("Repaired from a damaged value")
    INHERITED = "inherited", _("Taken from a sibling registration")
    DEVICE = "device", _("From the reporter's device")
    GEOCODED = "geocoded", _("Found from the address")
    CENTROID = "centroid", _("Centre of the stated area")
    NONE = "none", _("Unknown")
