"""What a case holds in words: the reporter's contact, the description, reasons and notes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from geo import versions
from geo.models import Change
from incidents.models import Confirmation, OutsideTicket, Report, ReporterContact, StateChange, Visit
from incidents.retention.kind import Erased, Kind, settled, still_settled

_NO_TEXT = {"description": "", "public_text": "", "place_text": ""}
_READING = "report.contact_read"
"""Who read a contact stays known, and why."""


def _contacts_due(before: datetime) -> "QuerySet[Any, int]":
    return settled(before).filter(contact__isnull=False).values_list("pk", flat=True)


def _erase_contacts(keys: Sequence[int], before: datetime, now: datetime) -> Erased:
    found = ReporterContact.objects.filter(report__in=still_settled(keys, before))
    gone: list[int] = list(found.values_list("pk", flat=True))
    found.delete()
    return dict.fromkeys(gone, 1)


def _texts_due(before: datetime) -> "QuerySet[Any, int]":
    said = Exists(OutsideTicket.objects.filter(report=OuterRef("pk")).exclude(details={}))
    return settled(before).filter(~Q(**_NO_TEXT) | said).values_list("pk", flat=True)


def _erase_texts(keys: Sequence[int], before: datetime, now: datetime) -> Erased:
    gone = still_settled(keys, before)
    Report.objects.filter(pk__in=gone).update(**_NO_TEXT)
    OutsideTicket.objects.filter(report__in=gone).update(details={})
    versions.bump("incidents")
    return dict.fromkeys(gone, 1)


def _steps() -> "QuerySet[StateChange]":
    # A step from before chains were sealed has no seal that would hold without its words.
    found: QuerySet[StateChange] = StateChange.objects.exclude(digest="").exclude(reason="", data={})
    return found


def _reasons_due(before: datetime) -> "QuerySet[Any, int]":
    words = (
        Exists(_steps().filter(report=OuterRef("pk")))
        | Exists(Visit.objects.filter(report=OuterRef("pk")).exclude(findings=""))
        | Exists(Confirmation.objects.filter(report=OuterRef("pk")).exclude(reason=""))
    )
    return settled(before).filter(words).values_list("pk", flat=True)


def _erase_reasons(keys: Sequence[int], before: datetime, now: datetime) -> Erased:
    """In place: the seals cover the digests of the words, so that the chain still holds."""
    gone = still_settled(keys, before)
    steps = _steps().filter(report__in=gone)
    counted = Counter(steps.values_list("report", flat=True))
    steps.update(reason="", data={}, erased_at=now)
    Visit.objects.filter(report__in=gone).update(findings="")
    Confirmation.objects.filter(report__in=gone).update(reason="")
    told = Change.objects.filter(subject_type=Report._meta.label_lower, subject_id__in=[str(key) for key in gone])
    told.exclude(action=_READING).exclude(reason="").update(reason="")
    return {key: counted[key] or 1 for key in gone}


CONTACT = Kind(_contacts_due, _erase_contacts)
DESCRIPTION = Kind(_texts_due, _erase_texts)
STEP_TEXTS = Kind(_reasons_due, _erase_reasons)
