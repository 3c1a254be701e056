"""The text of a report that others than its officers may read."""

from itertools import batched

from django.db import transaction

from geo import versions
from incidents.masking import masked
from incidents.models import Report

_BATCH = 1_000


def mask_again() -> tuple[int, int]:
    """Mask every description with the rules of today: how many reports, how many public texts changed.

    Each batch by itself, under a lock: it can stop anywhere and run beside filing and erasing.
    """
    keys: list[int] = list(Report.objects.order_by("pk").values_list("pk", flat=True))
    changed = sum(_mask(some) for some in batched(keys, _BATCH, strict=False))
    return len(keys), changed


@transaction.atomic
def _mask(keys: tuple[int, ...]) -> int:
    rows = Report.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))
    other = [report for report in rows.only("pk", "description", "public_text") if _differs(report)]
    Report.objects.bulk_update(other, ["public_text"])
    if other:
        versions.bump("incidents")
    return len(other)


def _differs(report: Report) -> bool:
    text, report.public_text = report.public_text, masked(report.description)
    return report.public_text != text
