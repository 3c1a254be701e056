"""Why no position is suggested, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.quality.suggesting import Refusal, Refused
from geo.templatetags.phangut import metres

_WORDS = {
    Refused.NO_DONOR: gettext_lazy(
        "No other site of this operator stands at the same written address with a sure position."
    ),
    Refused.NO_SUBDISTRICT: gettext_lazy(
        "A site of this operator at the same address has a position, but it cannot be checked: the stated subdistrict "
        "or its boundary is not known."
    ),
    Refused.OTHER_PROVINCE: gettext_lazy(
        "A site of this operator at the same address has a position, but outside the stated province, by %(distance)s."
    ),
    Refused.TOO_FAR: gettext_lazy(
        "A site of this operator at the same address has a position, but %(distance)s from the middle of the stated "
        "subdistrict; 15 km is the most."
    ),
    Refused.DONORS_DISAGREE: gettext_lazy(
        "Several sites of this operator at the same address have positions that lie %(distance)s apart, so none is "
        "suggested."
    ),
}


def refusal_words(refusal: Refusal) -> str:
    """One sentence."""
    known = refusal.metres is not None and refusal.metres != float("inf")
    return str(_WORDS[refusal.why]) % {"distance": metres(refusal.metres) if known else _("an unknown distance")}
