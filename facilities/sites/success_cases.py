"""What the ministry's programmes brought a site: kind of programme, Buddhist year, story."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from facilities.models import Facility, SuccessCase
from geo.changes import Actor, record
from geo.errors import BadInput
from geo.thai import BUDDHIST_ERA_OFFSET

_FIRST_YEAR_BE = 2485
"""The ministry was founded in B.E. 2485 (1942)."""


@transaction.atomic
def add_success_case(
    facility: Facility,
    *,
    programme_th: str,
    year_be: int,
    story_th: str,
    story_en: str = "",
    source: str = "",
    actor: Actor,
    today: date | None = None,
) -> SuccessCase:
    """Enter one case. Raises `BadInput` naming the field for an empty programme or story, or an impossible year."""
    _check(programme_th, year_be, story_th, today or timezone.localdate())
    case = SuccessCase.objects.create(
        facility=facility,
        programme_th=programme_th.strip(),
        year_be=year_be,
        story_th=story_th.strip(),
        story_en=story_en.strip(),
        source=source.strip(),
    )
    record(actor, "facility.success_case_added", facility, reason=source, after={"success_case": str(case)})
    return case


def _check(programme_th: str, year_be: int, story_th: str, today: date) -> None:
    for name, value, longest in (("programme_th", programme_th, 200), ("story_th", story_th, 10_000)):
        if not value.strip() or len(value) > longest:
            rule = _("A text of 1 to %(longest)d letters") % {"longest": longest}
            raise BadInput(rule, field=name, value=value)
    if not _FIRST_YEAR_BE <= year_be <= today.year + BUDDHIST_ERA_OFFSET:
        rule = _("A Buddhist year from %(first)d to this one") % {"first": _FIRST_YEAR_BE}
        raise BadInput(rule, field="year_be", value=year_be)
