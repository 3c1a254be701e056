"""How the list of likely sites writes its weights."""

from django import template
from django.utils.translation import gettext as _

from incidents.likely import Reason

register = template.Library()

_MOST = 1_000


@register.filter
def weight_words(reason: Reason) -> str:
    """`เพิ่มน้ำหนัก 12 เท่า`, `ลดน้ำหนักเหลือ 1 ใน 5`; empty for what moves nothing."""
    if not reason.tells:
        return ""
    number = f"{reason.times:.1f}" if reason.times < 10 else f"{min(reason.times, _MOST):,.0f}"
    if reason.times > _MOST:
        number = _("more than %(number)s") % {"number": number}
    words = _("weight down by %(number)s times") if reason.against else _("weight up by %(number)s times")
    return words % {"number": number}
