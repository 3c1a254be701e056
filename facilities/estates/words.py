"""Estates in words: who regulates the factories on their ground, and what a position is worth."""

from django.utils.translation import gettext_lazy as _

from facilities.models import Estate, EstateKind, PointQuality
from facilities.provinces import BANGKOK_CODE
from geo.layers import Text

_IEAT = _(
    "Factories here are regulated by the Industrial Estate Authority of Thailand through the estate's office. The "
    "Department of Industrial Works helps with technical matters; the provincial industry office is told."
)
_PROVINCE = _(
    "This is not an estate of the Industrial Estate Authority, though the press may call it one. Factories here are "
    "regulated by the provincial industry office, with the Department of Industrial Works for technical matters."
)
_BANGKOK = _(
    "This is not an estate of the Industrial Estate Authority. Factories here are regulated by the Department of "
    "Industrial Works."
)
_WORTH = {
    PointQuality.OWN: _("The point is the estate's own, but says nothing of the ground it covers."),
    PointQuality.SHARED: _(
        "Other estates carry the same point: it is probably that of the office in charge. The estate may be far away."
    ),
    PointQuality.WRONG: _("The point lies in another province than the estate. Do not rely on it."),
    PointQuality.NONE: _("No position is known."),
}
_DRAWN = _("An officer drew the boundary.")
_LOADED = _("The boundary comes from the source named here.")
_CAUTION = _("Nobody's competence is decided by this point.")


def competent(estate: Estate) -> Text:
    """Who regulates the factories there (Industrial Estate Authority Act B.E. 2522, Factory Act B.E. 2535)."""
    if estate.kind == EstateKind.ESTATE:
        return _IEAT
    return _BANGKOK if estate.province_code == BANGKOK_CODE else _PROVINCE


def worth(estate: Estate) -> list[Text]:
    """What its position is worth, in one or two sentences."""
    if not estate.only_a_point:
        return [_DRAWN if estate.drawn_by_hand else _LOADED]
    said = _WORTH[PointQuality(estate.point_quality)]
    return [said, _CAUTION] if estate.point else [said]


ACTIONS: dict[str, Text] = {
    "estate.entered": _("Entered into the register"),
    "estate.updated": _("Brought up to date"),
    "estate.drawn": _("Boundary drawn by an officer"),
}
"""What was done, in the history."""
