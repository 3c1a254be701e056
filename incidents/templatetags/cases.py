"""How the dossier writes limits and doubts."""

from django import template
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from geo.templatetags.phangut import thai_datetime
from incidents.due import Due
from incidents.models import Stage
from incidents.proof import AT_THE_PLACE_M, Doubt

register = template.Library()

_DOUBTS: dict[str, str | Promise] = {
    Doubt.NO_POSITION: gettext_lazy("No position was recorded"),
    Doubt.POOR_FIX: gettext_lazy("The position is too uncertain to show where the officer was"),
    Doubt.FAR: format_lazy(
        gettext_lazy("Recorded more than {metres} m from the place, beyond what both positions may be off"),
        metres=AT_THE_PLACE_M,
    ),
    Doubt.NO_PHOTO: gettext_lazy("No picture"),
    Doubt.REUSED_PHOTO: gettext_lazy("A picture was used before, or looks like one that was"),
    Doubt.PHOTO_ELSEWHERE: gettext_lazy("A picture says it was taken elsewhere"),
    Doubt.PHOTO_OF_ANOTHER_DAY: gettext_lazy("A picture says it was taken on another day"),
}


@register.filter
def due_words(due: Due) -> str:
    """`เหลือ 2 วันทำการ`, the hour on the last day, or how long it is over."""
    if due.overdue:
        return _overdue_words(due)
    if due.today or due.working_days == 0:
        return _("Due %(moment)s") % {"moment": thai_datetime(due.at)}
    days = due.working_days
    return ngettext("%(count)s working day left", "%(count)s working days left", days) % {"count": days}


@register.filter
def stage_words(due: Due) -> str:
    """What is due."""
    return _("To be accepted") if due.stage is Stage.ACCEPT else _("To be resolved")


@register.filter
def doubt_words(code: str) -> str | Promise:
    """What speaks against a visit."""
    return _DOUBTS.get(code, code)


def _overdue_words(due: Due) -> str:
    days = -due.working_days
    if due.today or days == 0:
        return _("Overdue since %(moment)s") % {"moment": thai_datetime(due.at)}
    return ngettext("Overdue by %(count)s working day", "Overdue by %(count)s working days", days) % {"count": days}
