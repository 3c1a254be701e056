"""Pictures: rows first, files when that is committed; a file whose row is gone is swept later."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from incidents.models import Photo
from incidents.photos import erase_files
from incidents.retention.kind import Erased, Kind, settled, still_settled

_YOUNG = timedelta(hours=1)
"""A picture's file is written before its row."""


def _due(before: datetime) -> "QuerySet[Any, int]":
    return settled(before).filter(Exists(Photo.objects.filter(report=OuterRef("pk")))).values_list("pk", flat=True)


def _erase(keys: Sequence[int], before: datetime, now: datetime) -> Erased:
    return _gone(Photo.objects.filter(report__in=still_settled(keys, before)))


def _loose(before: datetime) -> "QuerySet[Any, Any]":
    return Photo.objects.filter(report=None, visits=None, sent_at__lt=before).order_by().values_list("pk", flat=True)


def _erase_loose(keys: Sequence[UUID], before: datetime, now: datetime) -> Erased:
    # Locked: a report that is filed with the picture right now waits, and then does not find it.
    found = Photo.objects.filter(pk__in=keys, report=None, sent_at__lt=before).select_for_update(of=("self",))
    return _gone(Photo.objects.filter(pk__in=[photo.pk for photo in found]))


def _gone(found: "QuerySet[Photo]") -> Erased:
    photos = list(found)
    found.delete()
    transaction.on_commit(partial(erase_files, photos))
    return dict(Counter(photo.report_id for photo in photos))


def sweep(now: datetime) -> int:
    """Erase files whose picture is gone, after a process that ended between the two; how many."""
    swept = 0
    for folder in _folders():
        names = {path.stem: path for path in folder.iterdir() if _is_old(path, now)}
        known = Photo.objects.filter(pk__in=[name for name in names if _is_token(name)]).values_list("pk", flat=True)
        for name in names.keys() - {str(token) for token in known}:
            names[name].unlink(missing_ok=True)
            swept += 1
    return swept


def _folders() -> Iterator[Path]:
    root = Path(settings.PHOTO_DIR)
    return (path for path in sorted(root.iterdir()) if path.is_dir()) if root.is_dir() else iter(())


def _is_old(path: Path, now: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) < now - _YOUNG


def _is_token(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


PHOTOS = Kind(_due, _erase)
LOOSE_PHOTOS = Kind(_loose, _erase_loose)
